using Microsoft.EntityFrameworkCore;

namespace Bourse.Records;

/// <summary>The records on a PostgreSQL server.</summary>
public sealed class PostgresRecords(DbContextOptions<PostgresRecords> options) : RecordsContext(options);
