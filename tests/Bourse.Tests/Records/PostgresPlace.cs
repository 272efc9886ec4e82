using Bourse.Records;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Bourse.Tests.Records;

/// <summary>A server of PostgreSQL's, with one database that is emptied: to make one takes a second.</summary>
public sealed class PostgresPlace : RecordsPlace
{
    private readonly PostgresServer _server = new();
    private string? _connection;

    protected override RecordsDatabase OpenEmpty(RecordsOptions options)
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, PostgresServer.Missing);
        var isNew = _connection is null;
        _connection ??= _server.NewDatabase();
        var database = RecordsDatabase.OnServer(options with { PostgreSql = _connection });
        if (isNew)
            return database;
        using var context = database.Open();
        foreach (var table in context.Model.GetEntityTypes())
            Run(context, $"TRUNCATE {table.GetTableName()} CASCADE");
        return database;
    }

    protected override void Dispose(bool isDisposing)
    {
        NpgsqlConnection.ClearAllPools();
        _server.Dispose();
    }

    private static void Run(RecordsContext context, string text) => context.Database.ExecuteSqlRaw(text);
}
