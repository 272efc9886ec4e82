using Bourse.Records;
using Microsoft.EntityFrameworkCore.Design;

Console.WriteLine("Makes contexts for dotnet-ef, which writes migrations; see migrations.sh.");

internal sealed class DesignSqlite : IDesignTimeDbContextFactory<SqliteRecords>
{
    public SqliteRecords CreateDbContext(string[] args) =>
        (SqliteRecords)RecordsDatabase.InFile("design.db", new RecordsOptions()).Open();
}

internal sealed class DesignPostgres : IDesignTimeDbContextFactory<PostgresRecords>
{
    public PostgresRecords CreateDbContext(string[] args) =>
        (PostgresRecords)RecordsDatabase.OnServer(new RecordsOptions { PostgreSql = "Host=localhost" }).Open();
}
