using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bourse.EndToEnd;

/// <summary>The exchange killed with SIGKILL at random moments while clients place orders and try again.</summary>
public sealed class ExchangeCrashTests : IDisposable
{
    private const int Clients = 4;
    private const int OrdersAtOnce = 8;
    private const int VerifyEvery = 10;
    private const string RoundsVariable = "BOURSE_CRASH_ROUNDS";
    private const string SeedVariable = "BOURSE_CRASH_SEED";
    private const decimal Cash = 1_000_000m;
    private const decimal Lots = 100_000m;

    private static readonly string[] Roles = ["--roles", "exchange,gateway", "--no-sample", "--no-synthetic"];

    private static readonly int Rounds =
        int.Parse(Environment.GetEnvironmentVariable(RoundsVariable) ?? "80", CultureInfo.InvariantCulture);

    private readonly DataFolder _data = new();
    private readonly ConcurrentDictionary<string, long> _acknowledged = new();
    private readonly ConcurrentDictionary<string, JsonObject> _unanswered = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Killed_again_and_again_it_loses_no_acknowledged_order_and_does_none_twice()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable(SeedVariable) ?? "20140310", CultureInfo.InvariantCulture);
        var random = new Random(seed);
        Prepare();
        var caught = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using (var server = Server.Start(_data.Path, Roles).WaitReady())
            {
                await RetryAsync(server);
                await PlaceUntilKilledAsync(server, round, random);
            }

            caught += _unanswered.IsEmpty ? 0 : 1;
            // Each start compares the blotter with the orders already; this looks at them from outside.
            if (round % VerifyEvery == 0)
                Verify($"round {round}, seed {seed}");
        }

        Assert.True(caught > Rounds / 2, $"Only {caught} kills came while orders were on their way: the test shows little.");
        using var last = Server.Start(_data.Path, Roles).WaitReady();
        await RetryAsync(last);
        await CheckAsync(last);
        Assert.Equal(0, last.Terminate().ExitCode);
        Assert.Contains("\"missing_events\": 0", Verify("the end").Output, StringComparison.Ordinal);
    }

    // Cash and lots enough for all orders, so that an order's fate depends on nothing but the order.
    private void Prepare()
    {
        using var server = Server.Start(_data.Path, Roles).WaitReady();
        Run("list", "XYZ-USD", "--base", "XYZ", "--quote", "USD");
        for (var client = 0; client < Clients; client++)
        {
            Run("open", $"client-{client}");
            Run("deposit", $"client-{client}", "USD", "1000000", "--key", "usd");
            Run("deposit", $"client-{client}", "XYZ", "100000", "--key", "xyz");
        }
    }

    private void Run(params string[] arguments)
    {
        var ended = BourseProgram.Run(["exchange", .. arguments, "--data", _data.Path]);
        Assert.True(ended.ExitCode == 0, ended.Error);
    }

    private async Task PlaceUntilKilledAsync(Server server, int round, Random random)
    {
        var delay = random.Next(150);
        using var stopping = new CancellationTokenSource();
        var placing = Enumerable.Range(0, Clients)
            .SelectMany(client => Enumerable.Range(0, OrdersAtOnce).Select(lane => (client, lane)))
            .Select(place => PlaceAsync(server, place.client, $"{round}-{place.client}-{place.lane}", stopping.Token))
            .ToList();
        await Task.Delay(delay, TestContext.Current.CancellationToken);
        server.Kill();
        await stopping.CancelAsync();
        await Task.WhenAll(placing);
    }

    private async Task PlaceAsync(Server server, int client, string lane, CancellationToken stopping)
    {
        for (var i = 0; !stopping.IsCancellationRequested; i++)
        {
            var key = $"{lane}-{i}";
            var order = new JsonObject
            {
                ["account"] = $"client-{client}", ["symbol"] = "XYZ-USD", ["side"] = (client + i) % 2 == 0 ? "buy" : "sell",
                ["price"] = $"{10 + i % 3}.5", ["quantity"] = 1 + i % 4,
            };
            _unanswered[key] = order;
            if (!await TryPlaceAsync(server, key, order))
                return;
        }
    }

    /// <summary>False when nobody can say what became of it.</summary>
    private async Task<bool> TryPlaceAsync(Server server, string key, JsonObject order)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/orders")
            {
                Content = JsonContent.Create(order),
            };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await server.Local.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.Accepted, $"{key}: {(int)answer.StatusCode} {text}");
            var id = JsonNode.Parse(text)!["order_id"]!.GetValue<long>();
            Assert.Equal(id, _acknowledged.GetOrAdd(key, id));
            _unanswered.TryRemove(key, out _);
            return true;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return false;
        }
    }

    // Those that were never answered, and some that were: these must get the same answer again.
    private async Task RetryAsync(Server server)
    {
        foreach (var (key, order) in _unanswered)
            Assert.True(await TryPlaceAsync(server, key, order), key);
    }

    private async Task CheckAsync(Server server)
    {
        Assert.Equal(_acknowledged.Count, _acknowledged.Values.Distinct().Count());
        foreach (var (key, id) in _acknowledged)
        {
            var order = await server.GetLocalAsync($"/v1/orders/{id}");
            Assert.Equal(key, order.GetProperty("client_order_id").GetString());
        }

        var (cash, lots) = (0m, 0m);
        for (var client = 0; client < Clients; client++)
        {
            var portfolio = await server.GetLocalAsync($"/v1/portfolio/client-{client}");
            cash += Total(portfolio, "USD");
            lots += Total(portfolio, "XYZ");
        }

        Assert.Equal((Clients * Cash, Clients * Lots), (cash, lots));
        Assert.Equal(_acknowledged.Count, CountOrders());
    }

    private static decimal Total(JsonElement portfolio, string asset) => portfolio.GetProperty("holdings").EnumerateArray()
        .Where(holding => holding.GetProperty("asset").GetString() == asset)
        .Sum(holding => holding.GetProperty("total").GetDecimal());

    // Every key was accepted exactly once: the blotter says so itself.
    private int CountOrders()
    {
        const string OrderAccepted = "OrderAccepted";
        var blotter = Path.Combine(_data.Path, "journal", "blotter");
        var tail = BourseProgram.Run("journal", "tail", blotter, "--last", "100000000");
        Assert.Equal(0, tail.ExitCode);
        return tail.Output.Split('\n').Count(
            line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, OrderAccepted, ..]);
    }

    private BourseProgram.Finished Verify(string when)
    {
        var verified = BourseProgram.Run("exchange", "verify", "--data", _data.Path, "--output", "json");
        Assert.True(verified.ExitCode == 0, $"{when}: {verified.Error}");
        var records = BourseProgram.Run("records", "verify", "--data", _data.Path);
        Assert.True(records.ExitCode == 0, $"{when}: {records.Error}");
        return verified;
    }
}
