namespace Bourse.Tests.Records;

/// <summary><see cref="SearchContract"/> on PostgreSQL.</summary>
public sealed class SearchOnPostgresTests(PostgresPlace place) : SearchContract(place), IClassFixture<PostgresPlace>;
