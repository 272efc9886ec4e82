using Microsoft.EntityFrameworkCore;

namespace Bourse.Records;

/// <summary>The records in a file of SQLite's.</summary>
public sealed class SqliteRecords(DbContextOptions<SqliteRecords> options) : RecordsContext(options);
