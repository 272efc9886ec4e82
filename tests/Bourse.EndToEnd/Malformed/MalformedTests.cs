using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bourse.EndToEnd;

/// <summary>
/// Bad requests and frames of a seed against the real program: BOURSE_MALFORMED says how many (20,000), and
/// BOURSE_MALFORMED_SEED which. Most come over the Unix socket, as from the operator, so that they get past the door.
/// </summary>
public sealed partial class MalformedTests(ITestOutputHelper output) : IDisposable
{
    private const int Threads = 8;
    private const long GrowthMegabytesMax = 128;

    private static readonly int Count = Setting("BOURSE_MALFORMED", 20_000);
    private static readonly int Seed = Setting("BOURSE_MALFORMED_SEED", 1);

    private readonly DataFolder _data = new();
    private readonly ConcurrentDictionary<int, int> _statuses = new();
    private readonly ConcurrentBag<string> _faults = [];

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Whatever_comes_is_refused_and_the_program_goes_on_as_it_was()
    {
        using var server = Server.StartWithBots(_data.Path, "--no-sample", "--no-synthetic").WaitReady();
        using var client = SocketClient.Of(_data);
        var description = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;
        var valid = ValidRequest.AllOf(description);
        Run(server, valid, Math.Max(Count / 10, 2_000), Seed - 1);
        var before = await MemoryAsync(server, client);
        var clock = Stopwatch.StartNew();
        Run(server, valid, Count, Seed);
        var after = await MemoryAsync(server, client);
        var statuses = string.Join(", ", _statuses.OrderBy(one => one.Key).Select(one => $"{one.Value} × {one.Key}"));
        output.WriteLine(
            $"seed {Seed}: {Count} in {clock.Elapsed.TotalSeconds:F0} s; {statuses}; resident {before.Resident} MB, then {after.Resident}; "
            + $"heap after its last collection {before.Heap} MB, then {after.Heap}");

        Assert.True(_faults.IsEmpty, string.Join("\n\n", _faults.Take(10)) + server.Output);
        Assert.DoesNotContain("failed, correlation id", server.Output, StringComparison.Ordinal);
        Assert.Equal("up", (string?)JsonNode.Parse(await client.GetStringAsync("/health/live", TestContext.Current.CancellationToken))!["status"]);
        Assert.InRange(after.Resident - before.Resident, long.MinValue, GrowthMegabytesMax);
        Assert.Equal(0, server.Terminate().ExitCode);
    }

    private void Run(Server server, IReadOnlyList<ValidRequest> valid, int count, int seed)
    {
        var socket = new UnixDomainSocketEndPoint(_data.File("bourse.sock"));
        var port = new IPEndPoint(IPAddress.Loopback, server.Http.BaseAddress!.Port);
        Parallel.For(0, Threads, thread =>
        {
            var random = new Random((seed * Threads) + thread);
            using var inside = new RawClient(socket);
            using var outside = new RawClient(port);
            var (requests, frames) = (new RequestSpoiler(random, valid), new FrameSpoiler(random));
            for (var i = 0; i < count / Threads && _faults.Count < 10;)
            {
                var from = random.Next(5) == 0 ? outside : inside;
                if (random.Next(20) == 0)
                    i += SendFrames(from, frames);
                else
                    i += SendRequest(from, requests);
            }
        });
    }

    private int SendRequest(RawClient client, RequestSpoiler requests)
    {
        var (bytes, isFramed) = requests.Next();
        var (status, text) = client.Send(bytes, isFramed);
        _statuses.AddOrUpdate(status, 1, (_, count) => count + 1);

        // 505 is the web server's own word for a version of HTTP that there is not.
        if (status is >= 500 and not (503 or 505) || (status == 503 && text.Contains("internal_fault", StringComparison.Ordinal)))
            _faults.Add($"{Encoding.Latin1.GetString(bytes)}\n→ {text}");
        return 1;
    }

    // As many as can be heard before one breaks the protocol.
    private int SendFrames(RawClient client, FrameSpoiler frames)
    {
        List<byte[]> parts =
        [
            [
                .. "GET /socket/websocket?vsn=2.0.0 HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"u8,
                .. "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEC==\r\n\r\n"u8,
            ],
        ];
        for (var isBroken = false; !isBroken && parts.Count < 40;)
        {
            (var bytes, isBroken) = frames.Next();
            parts.Add(bytes);
        }

        var answer = client.Exchange(parts);
        // A close frame with 1011: the server itself went wrong.
        if (answer.IndexOf((ReadOnlySpan<byte>)[0x03, 0xF3]) is var at and > 1 && (answer[at - 2] == 0x88))
            _faults.Add($"1011: {Convert.ToHexString(parts[^1])}");
        _statuses.AddOrUpdate(101, parts.Count - 1, (_, count) => count + parts.Count - 1);
        return parts.Count - 1;
    }

    private static async Task<(long Resident, long Heap)> MemoryAsync(Server server, HttpClient client)
    {
        var metrics = await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        var heap = HeapLine().Matches(metrics).Sum(line => double.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture));
        using var process = Process.GetProcessById(server.ProcessId);
        return (process.WorkingSet64 >> 20, (long)heap >> 20);
    }

    private static int Setting(string name, int atFirst) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : atFirst;

    [GeneratedRegex(@"^dotnet_gc_last_collection_heap_size_bytes\{[^}]*\} (\S+)$", RegexOptions.Multiline)]
    private static partial Regex HeapLine();
}
