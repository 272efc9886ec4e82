using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Tests.Records;

namespace Bourse.EndToEnd;

/// <summary>PostgreSQL killed with SIGKILL again and again while clients trade.</summary>
public sealed class RecordsKillTests : IDisposable
{
    private const string RoundsVariable = "BOURSE_PG_ROUNDS";
    private const string OrdersPath = "/v1/orders";
    private const int Lanes = 4;
    private const int OrdersWhileDown = 8;

    private static readonly TimeSpan LongestCatchUp = TimeSpan.FromSeconds(60);

    private static readonly int Rounds =
        int.Parse(Environment.GetEnvironmentVariable(RoundsVariable) ?? "50", CultureInfo.InvariantCulture);

    private readonly DataFolder _data = new();
    private readonly PostgresServer _postgres = new();
    private readonly ConcurrentDictionary<long, string> _acknowledged = new();

    public void Dispose()
    {
        _postgres.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task While_the_database_is_killed_again_and_again_trading_goes_on_and_the_records_catch_up()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, PostgresServer.Missing);
        var database = Setting(_postgres.NewDatabase());
        using var server = Start(database);
        Prepare();
        using var stopping = new CancellationTokenSource();
        var trading = Enumerable.Range(0, Lanes).Select(lane => TradeAsync(server, lane, stopping.Token)).ToList();
        var random = new Random(20140310);
        for (var round = 0; round < Rounds; round++)
        {
            await Task.Delay(random.Next(100), TestContext.Current.CancellationToken);
            _postgres.Kill();
            var before = _acknowledged.Count;
            server.WaitFor(
                () => _acknowledged.Count >= before + OrdersWhileDown || trading.Any(lane => lane.IsFaulted), "trading");
            _postgres.Restart();
        }

        await stopping.CancelAsync();
        await Task.WhenAll(trading);
        await CatchUpAsync(server);
        Assert.Equal(_acknowledged.Count, Verified(database, "orders"));
        Assert.True(Verified(database, "executions") > 0);
        Assert.Equal(0, server.Terminate().ExitCode);
    }

    [Fact]
    public async Task Without_a_database_the_program_starts_and_trades_and_writes_the_records_once_there_is_one()
    {
        Assert.SkipUnless(PostgresServer.IsInstalled, PostgresServer.Missing);
        var database = Setting(_postgres.NewDatabase());
        _postgres.Kill();
        using var server = Start(database);
        Prepare();
        using (var stopping = new CancellationTokenSource())
        {
            var trading = TradeAsync(server, lane: 0, stopping.Token);
            server.WaitFor(() => _acknowledged.Count >= OrdersWhileDown || trading.IsFaulted, "trading");
            await stopping.CancelAsync();
            await trading;
        }

        var records = await RecordsAsync(server);
        Assert.Equal("degraded", records.GetProperty("status").GetString());
        _postgres.Restart();
        await CatchUpAsync(server);
        Assert.Equal(_acknowledged.Count, Verified(database, "orders"));
        Assert.Equal(0, server.Terminate().ExitCode);
    }

    private static string Setting(string connection) => $"Records:PostgreSql={connection}";

    private Server Start(string database) => Server.Start(
        _data.Path, "--roles", "exchange,gateway", "--no-sample", "--no-synthetic", "--set", database,
        "--set", "Records:RetryMillis=50").WaitReady();

    private void Prepare()
    {
        Run("list", "XYZ-USD", "--base", "XYZ", "--quote", "USD");
        for (var lane = 0; lane < Lanes; lane++)
        {
            Run("open", $"client-{lane}");
            Run("deposit", $"client-{lane}", "USD", "10000000");
            Run("deposit", $"client-{lane}", "XYZ", "1000000");
        }
    }

    private void Run(params string[] arguments)
    {
        var ended = BourseProgram.Run(["exchange", .. arguments, "--data", _data.Path]);
        Assert.True(ended.ExitCode == 0, ended.Error);
    }

    private async Task TradeAsync(Server server, int lane, CancellationToken stopping)
    {
        for (var i = 0; !stopping.IsCancellationRequested; i++)
        {
            var order = new JsonObject
            {
                ["account"] = $"client-{lane}", ["symbol"] = "XYZ-USD", ["side"] = (lane + i) % 2 == 0 ? "buy" : "sell",
                ["type"] = "limit", ["price"] = "10.5", ["quantity"] = "1", ["client_order_id"] = $"{lane}-{i}",
            };
            using var answer = await server.Local.PostAsJsonAsync(new Uri(OrdersPath, UriKind.Relative), order, CancellationToken.None);
            var text = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            Assert.True(answer.StatusCode == HttpStatusCode.Accepted, $"{(int)answer.StatusCode} {text}");
            Assert.True(_acknowledged.TryAdd(JsonNode.Parse(text)!["order_id"]!.GetValue<long>(), $"{lane}-{i}"), text);
        }
    }

    private static async Task CatchUpAsync(Server server)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            var records = await RecordsAsync(server);
            if (records.GetProperty("status").GetString() == "up" && records.GetProperty("behind").GetInt64() == 0
                && records.GetProperty("audit_behind").GetInt64() == 0)
                return;
            Assert.True(clock.Elapsed < LongestCatchUp, $"The records do not catch up: {records}");
        }
    }

    private static async Task<JsonElement> RecordsAsync(Server server)
    {
        using var answer = await server.Local.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        var health = JsonSerializer.Deserialize<JsonElement>(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return health.GetProperty("parts").GetProperty("records");
    }

    /// <summary>Looks at all records, which must be sound; returns how many rows a table has.</summary>
    private long Verified(string database, string table)
    {
        var verified = BourseProgram.Run("records", "verify", "--data", _data.Path, "--set", database, "--output", "json");
        Assert.True(verified.ExitCode == 0, verified.Error + verified.Output);
        return JsonSerializer.Deserialize<JsonElement>(verified.Output).GetProperty("tables").EnumerateArray()
            .Single(row => row.GetProperty("table").GetString() == table).GetProperty("rows").GetInt64();
    }
}
