namespace Bourse.Tests.Records;

/// <summary><see cref="VerificationContract"/> on PostgreSQL.</summary>
public sealed class VerificationOnPostgresTests(PostgresPlace place) : VerificationContract(place), IClassFixture<PostgresPlace>;
