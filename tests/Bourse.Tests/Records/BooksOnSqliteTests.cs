namespace Bourse.Tests.Records;

/// <summary><see cref="RecordsContract"/> on SQLite.</summary>
public sealed class BooksOnSqliteTests(SqlitePlace place) : RecordsContract(place), IClassFixture<SqlitePlace>;
