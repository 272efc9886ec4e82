using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bourse.EndToEnd;

/// <summary>The unmodified npm client follows an account while its server is killed with SIGKILL and started again.</summary>
public sealed partial class OrderStreamCrashTests : IDisposable
{
    private const int Kills = 4;
    private const int OrdersPerRound = 300;

    private readonly DataFolder _data = new();
    private readonly string[] _arguments =
    [
        "--roles", "exchange,gateway", "--no-sample", "--no-synthetic", "--port", FreePort(),
    ];

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task It_goes_on_after_its_last_event_and_ends_with_exactly_what_the_blotter_has()
    {
        var lines = new ConcurrentQueue<string>();
        Process? client = null;
        try
        {
            for (var round = 0; round <= Kills; round++)
            {
                using var server = Server.Start(_data.Path, _arguments).WaitReady();
                client ??= Follow(server, lines);
                var placing = PlaceAsync(server, round, round < Kills);
                if (round < Kills)
                {
                    server.WaitFor(() => lines.Count > (round + 1) * OrdersPerRound / 2, "followed");
                    server.Kill();
                }

                await placing;
                if (round < Kills)
                    continue;
                var expected = OnBlotter();
                server.WaitFor(() => lines.Count >= expected.Count, "followed to its end");
                Assert.Equal(expected, lines.Select(line => line.Split(' ')[0]));
            }
        }
        finally
        {
            client?.Kill();
            client?.Dispose();
        }
    }

    [GeneratedRegex("with the key (\\S+)")]
    private static partial Regex FirstKey();

    private static string FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    // The first start shows the admin's key.
    private Process Follow(Server server, ConcurrentQueue<string> lines)
    {
        server.WaitFor(() => FirstKey().IsMatch(server.Output), "announcing its key");
        Run("list", "XYZ-USD", "--base", "XYZ", "--quote", "USD");
        Run("open", "ann");
        Run("deposit", "ann", "USD", "1000000", "--key", "usd");
        var client = Process.Start(new ProcessStartInfo(
            "node",
            [
                "orders.mjs", $"ws://{server.Http.BaseAddress!.Authority}/socket", FirstKey().Match(server.Output).Groups[1].Value,
                "ann", "1", $"{long.MaxValue}",
            ])
        {
            WorkingDirectory = NodeClients.Folder(),
            RedirectStandardOutput = true,
        })!;
        client.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text)
                lines.Enqueue(text);
        };
        client.BeginOutputReadLine();
        return client;
    }

    private void Run(params string[] arguments)
    {
        var ended = BourseProgram.Run(["exchange", .. arguments, "--data", _data.Path]);
        Assert.True(ended.ExitCode == 0, ended.Error);
    }

    // Until the server is killed, or so many.
    private static async Task PlaceAsync(Server server, int round, bool isKilled)
    {
        try
        {
            for (var i = 0; isKilled || i < OrdersPerRound; i++)
                await PostAsync(server, $"{round}-{i}");
        }
        catch (Exception fault) when (isKilled && fault is HttpRequestException or IOException)
        {
            // As it was meant.
        }
    }

    private static async Task PostAsync(Server server, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/orders")
        {
            Content = JsonContent.Create(new JsonObject
            {
                ["account"] = "ann", ["symbol"] = "XYZ-USD", ["side"] = "buy", ["price"] = "1", ["quantity"] = 1,
            }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await server.Local.SendAsync(request);
    }

    // Account 2 is ann: account 1 is the house.
    private List<string> OnBlotter()
    {
        var tail = BourseProgram.Run(
            "journal", "tail", Path.Combine(_data.Path, "journal", "blotter"), "--last", "100000000");
        Assert.Equal(0, tail.ExitCode);
        return [.. tail.Output.Split('\n').Where(line => line.Contains(" account 2:", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])];
    }
}
