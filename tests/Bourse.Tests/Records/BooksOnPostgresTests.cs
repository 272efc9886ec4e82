namespace Bourse.Tests.Records;

/// <summary><see cref="RecordsContract"/> on PostgreSQL.</summary>
public sealed class BooksOnPostgresTests(PostgresPlace place) : RecordsContract(place), IClassFixture<PostgresPlace>;
