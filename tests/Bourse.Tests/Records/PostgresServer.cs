using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bourse.Tests.Records;

/// <summary>
/// A PostgreSQL server of its own on a free port, from the binaries that are installed, in a temporary folder. It is killed
/// and started again at will; what it says is durable is so.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    /// <summary>Why tests of PostgreSQL are passed over where there is none.</summary>
    public const string Missing = "PostgreSQL is not installed here (Debian: apt-get install postgresql).";

    // It refuses to run as root.
    private const string User = "postgres";

    private static readonly string? Binaries = Find();
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("bourse-postgres-").FullName;
    private readonly Lock _lock = new();
    private readonly int _port = FreePort();
    private Process? _process;
    private int _databases;

    public static bool IsInstalled => Binaries is not null;

    /// <summary>The connection string of a new, empty database. Starts the server when it is asked for the first one.</summary>
    public string NewDatabase()
    {
        lock (_lock)
        {
            if (_process is null)
                Create();
            var name = string.Create(CultureInfo.InvariantCulture, $"records_{++_databases}");
            Run("createdb", "-h", "127.0.0.1", "-p", Port, "-U", User, name);
            return $"Host=127.0.0.1;Port={Port};Username={User};Database={name};Timeout=5";
        }
    }

    /// <summary>SIGKILL, to the server and all its children.</summary>
    public void Kill()
    {
        _process!.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Restart()
    {
        _process?.Dispose();
        Start();
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
            Kill();
        _process?.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private string Port => _port.ToString(CultureInfo.InvariantCulture);

    private string Cluster => Path.Combine(_folder, "cluster");

    private void Create()
    {
        if (Environment.IsPrivilegedProcess)
            Run("chown", User, _folder);
        Run("initdb", "-D", Cluster, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        Start();
    }

    private void Start()
    {
        _process = Process.Start(As(
            "postgres", "-D", Cluster, "-p", Port, "-k", _folder, "-c", "listen_addresses=127.0.0.1",
            "-c", "shared_buffers=64MB", "-c", "max_connections=50", "-c", "logging_collector=off",
            "-c", "log_min_messages=panic"))!;
        for (var clock = Stopwatch.StartNew(); !IsReady(); Thread.Sleep(20))
            if (_process.HasExited || clock.Elapsed > LongestStart)
                throw new InvalidOperationException("PostgreSQL did not start.");
    }

    private bool IsReady()
    {
        using var asked = Process.Start(As("pg_isready", "-q", "-h", "127.0.0.1", "-p", Port))!;
        asked.WaitForExit();
        return asked.ExitCode == 0;
    }

    private static void Run(string program, params string[] arguments)
    {
        var start = As(program, arguments);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static ProcessStartInfo As(string program, params string[] arguments)
    {
        var path = program == "chown" ? program : Path.Combine(Binaries!, program);
        return Environment.IsPrivilegedProcess && program != "chown"
            ? new ProcessStartInfo("setpriv", [$"--reuid={User}", $"--regid={User}", "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    // Debian keeps each version in a folder of its own.
    private static string? Find()
    {
        const string Versions = "/usr/lib/postgresql";
        if (!System.IO.Directory.Exists(Versions))
            return null;
        return System.IO.Directory.GetDirectories(Versions)
            .Select(version => Path.Combine(version, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .MaxBy(folder => folder, StringComparer.Ordinal);
    }
}
