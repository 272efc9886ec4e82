namespace Bourse.Tests.Records;

/// <summary><see cref="VerificationContract"/> on SQLite.</summary>
public sealed class VerificationOnSqliteTests(SqlitePlace place) : VerificationContract(place), IClassFixture<SqlitePlace>;
