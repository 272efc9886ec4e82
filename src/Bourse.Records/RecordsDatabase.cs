using Microsoft.EntityFrameworkCore;

namespace Bourse.Records;

/// <summary>The database of the books and records. Makes a context for each piece of work; any thread.</summary>
public sealed class RecordsDatabase
{
    private readonly DbContextOptions _context;

    private RecordsDatabase(DbContextOptions context, RecordsOptions options) => (_context, Options) = (context, options);

    public RecordsOptions Options { get; }

    public bool IsPostgreSql => _context is DbContextOptions<PostgresRecords>;

    /// <summary>The database that the settings name: a server, or a file in the data directory.</summary>
    public static RecordsDatabase Of(RecordsOptions options, string dataDirectory) => options.PostgreSql.Length > 0
        ? OnServer(options)
        : InFile(Path.Combine(dataDirectory, "records.db"), options);

    public static RecordsDatabase InFile(string path, RecordsOptions options)
    {
        SQLitePCL.Batteries_V2.Init();
        var builder = new DbContextOptionsBuilder<SqliteRecords>()
            .UseSqlite($"Data Source={path}", sqlite => sqlite.CommandTimeout(options.QuerySecondsMax))
            .AddInterceptors(new SqlitePragmas());
        return new RecordsDatabase(builder.Options, options);
    }

    public static RecordsDatabase OnServer(RecordsOptions options)
    {
        var builder = new DbContextOptionsBuilder<PostgresRecords>()
            .UseNpgsql(options.PostgreSql, server => server.CommandTimeout(options.QuerySecondsMax));
        return new RecordsDatabase(builder.Options, options);
    }

    /// <summary>A context of its own, to be disposed. It connects when it is first asked something.</summary>
    public RecordsContext Open() => _context switch
    {
        DbContextOptions<SqliteRecords> sqlite => new SqliteRecords(sqlite),
        _ => new PostgresRecords((DbContextOptions<PostgresRecords>)_context),
    };

    /// <summary>Brings the tables to this program's version.</summary>
    public async Task MigrateAsync(CancellationToken stopping = default)
    {
        await using var context = Open();
        await context.Database.MigrateAsync(stopping);
    }
}
