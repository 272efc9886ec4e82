using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Bourse.Records;

/// <summary>The database of the books and records. Makes a context for each piece of work; any thread.</summary>
public sealed class RecordsDatabase
{
    // In SQLite a process that is killed while it migrates leaves its lock behind, and each after it would wait for ever.
    private const string DropStaleLock = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";

    private readonly DbContextOptions _context;

    private RecordsDatabase(DbContextOptions context, RecordsOptions options) => (_context, Options) = (context, options);

    public RecordsOptions Options { get; }

    public bool IsPostgreSql => _context is DbContextOptions<PostgresRecords>;

    /// <summary>The database that the settings name: a server, or a file in the data directory.</summary>
    public static RecordsDatabase Of(RecordsOptions options, string dataDirectory) => options.PostgreSql.Length > 0
        ? OnServer(options)
        : InFile(FileIn(dataDirectory), options);

    /// <summary>Where SQLite keeps the records of a data directory.</summary>
    public static string FileIn(string dataDirectory) => Path.Combine(dataDirectory, "records.db");

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

    /// <summary>Asks something of a context of its own.</summary>
    /// <exception cref="RecordsUnavailableException">The database does not answer.</exception>
    public async Task<T> AskAsync<T>(Func<RecordsContext, Task<T>> ask)
    {
        await using var context = Open();
        try
        {
            return await ask(context);
        }
        catch (Exception fault) when (IsFailure(fault))
        {
            throw new RecordsUnavailableException($"The records do not answer: {fault.GetBaseException().Message}", fault);
        }
    }

    /// <summary>
    /// Whether an exception says that the database could not be reached, or could not do now what it was asked: it is not
    /// there, took too long, is full or locked.
    /// </summary>
    public static bool IsFailure(Exception fault) =>
        fault is DbException or DbUpdateException { InnerException: DbException } or TimeoutException or IOException
            or SocketException
        || (fault is InvalidOperationException or RetryLimitExceededException && fault.InnerException is { } inner
            && IsFailure(inner));

    /// <summary>Brings the tables to this program's version. One process at a time.</summary>
    public async Task MigrateAsync(CancellationToken stopping = default)
    {
        await using var context = Open();
        if (!(await context.Database.GetPendingMigrationsAsync(stopping)).Any())
            return;
        if (!IsPostgreSql)
            await context.Database.ExecuteSqlRawAsync(DropStaleLock, stopping);
        await context.Database.MigrateAsync(stopping);
    }

    /// <summary>As <see cref="MigrateAsync"/>, for a thread of its own.</summary>
    public void Migrate() => MigrateAsync().GetAwaiter().GetResult();
}
