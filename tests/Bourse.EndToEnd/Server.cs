using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bourse.EndToEnd;

/// <summary>A running <c>bourse serve</c> on a free port.</summary>
internal sealed partial class Server : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private const int SigTerm = 15;

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private Server(Process process, string dataFolder)
    {
        _process = process;
        Local = OverSocket(Path.Combine(dataFolder, "bourse.sock"));
    }

    public HttpClient Http { get; private set; } = new();

    /// <summary>A client of its Unix socket: the operator, who may do everything.</summary>
    public HttpClient Local { get; }

    public int ProcessId => _process.Id;

    /// <summary>What it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts it without bots, so that the exchange is empty.</summary>
    public static Server Start(string dataFolder, params string[] more) =>
        StartWithBots(dataFolder, ["--no-bots", .. more]);

    public static Server StartWithBots(string dataFolder, params string[] more)
    {
        string[] port = more.Contains("--port") ? [] : ["--port", "0"];
        var process = BourseProgram.Start(["serve", "--data", dataFolder, .. port, .. more]);
        var server = new Server(process, dataFolder);
        process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Waits until it answers.</summary>
    public Server WaitServing()
    {
        WaitFor(() => Serving().IsMatch(Output), "serving");
        Http = new HttpClient { BaseAddress = new Uri(Serving().Match(Output).Groups[1].Value) };
        return this;
    }

    /// <summary>Waits until everything that comes to an end has been loaded and is in every answer.</summary>
    public Server WaitReady()
    {
        WaitServing();
        WaitFor(() => Output.Contains("Ready:", StringComparison.Ordinal), "ready");
        return this;
    }

    public Task<JsonElement> GetAsync(string path) => GetAsync(Http, path);

    /// <summary>The same as the operator.</summary>
    public Task<JsonElement> GetLocalAsync(string path) => GetAsync(Local, path);

    private static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to stop, as an operator does; returns its exit code and how long it took.</summary>
    public (int ExitCode, TimeSpan Took) Terminate()
    {
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, SendSignal(ProcessId, SigTerm));
        Assert.True(_process.WaitForExit(TimeSpan.FromSeconds(30)), "It did not stop.");
        _process.WaitForExit();
        return (_process.ExitCode, clock.Elapsed);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        Http.Dispose();
        Local.Dispose();
    }

    public void WaitFor(Func<bool> isTrue, string what)
    {
        for (var clock = Stopwatch.StartNew(); !isTrue(); Thread.Sleep(20))
        {
            if (_process.HasExited)
                Assert.Fail($"It ended with {_process.ExitCode} before it was {what}:\n{Output}");
            if (clock.Elapsed > LongestStart)
                Assert.Fail($"It was not {what} within {LongestStart}:\n{Output}");
        }
    }

    private static HttpClient OverSocket(string path)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, stopping) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stopping);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri("http://bourse.local") };
    }

    private void Keep(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);

    [GeneratedRegex(@"Serving (http://\S+)")]
    private static partial Regex Serving();
}
