namespace Bourse.Tests.Records;

/// <summary><see cref="SearchContract"/> on SQLite.</summary>
public sealed class SearchOnSqliteTests(SqlitePlace place) : SearchContract(place), IClassFixture<SqlitePlace>;
