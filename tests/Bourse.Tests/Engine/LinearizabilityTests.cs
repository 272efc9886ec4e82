using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Market;
using Bourse.Tests.Exchange;
using Bourse.Tests.Gateway;

namespace Bourse.Tests.Engine;

/// <summary>Clients of many threads: what each sees could have happened one at a time, reads included.</summary>
public sealed class LinearizabilityTests : IDisposable
{
    private const int ClientsPerAccount = 3;
    private const int StepsPerClient = 250;

    private readonly EngineFolder _folder = new();
    private readonly RunningEngine _engine;
    private readonly AccountHistory _history = new();

    public LinearizabilityTests() => _engine = _folder.Start().Prepare();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Clients_of_many_threads_see_what_could_have_happened_one_at_a_time()
    {
        await RunAsync(ReadAsync, StepsPerClient);
        Assert.True(_history.Commands > 500 && _history.Reads > 200, $"{_history.Commands} commands, {_history.Reads} reads");
        var violation = _history.Violation(_engine.Engine.Orders.Reader, Show);
        Assert.True(violation is null, violation);
    }

    [Fact]
    public async Task A_read_that_shows_what_was_a_moment_ago_is_found()
    {
        (long Sequence, string Shown)? kept = null;
        await RunAsync(async account => account == 2 ? kept ??= await ReadAsync(account) : await ReadAsync(account), StepsPerClient);
        Assert.Contains("was told before", _history.Violation(_engine.Engine.Orders.Reader, Show), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_that_claims_to_be_newer_than_it_is_is_found()
    {
        string? kept = null;
        await RunAsync(
            async account =>
            {
                var read = await ReadAsync(account);
                return account == 2 ? (read.Sequence, kept ??= read.Shown) : read;
            },
            StepsPerClient);
        Assert.Contains("was shown as", _history.Violation(_engine.Engine.Orders.Reader, Show), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_http_too()
    {
        await using var gateway = await RunningGateway.StartAsync(change: parts => parts with
        {
            Exchange = _engine.Engine, Authenticate = _ => ValueTask.FromResult(Caller.Operator),
        });
        var clients = new[] { "ann", "bob" }.SelectMany((name, i) => Enumerable.Range(0, 2).Select(client => Task.Run(async () =>
        {
            var random = new Random(10 * i + client);
            for (var step = 0; step < 60; step++)
                if (random.Next(3) == 0)
                    await _history.ReadAsync(2 + i, () => ReadOverHttpAsync(gateway, name));
                else
                    await _history.CommandAsync(() => PlaceOverHttpAsync(gateway, name, random));
        })));
        await Task.WhenAll(clients);
        var violation = _history.Violation(_engine.Engine.Orders.Reader, ShowHoldings);
        Assert.True(violation is null, violation);
    }

    private Task RunAsync(Func<int, Task<(long Sequence, string Shown)>> read, int steps) => Task.WhenAll(
        from account in new[] { 2, 3 }
        from client in Enumerable.Range(0, ClientsPerAccount)
        select Task.Run(() => RunClientAsync(account, new Random(10 * account + client), read, steps)));

    private async Task RunClientAsync(
        int account, Random random, Func<int, Task<(long Sequence, string Shown)>> read, int steps)
    {
        var placed = 0L;
        for (var step = 0; step < steps; step++)
            switch (random.Next(5))
            {
                case 0 or 1:
                    await _history.ReadAsync(account, () => read(account));
                    break;
                case 2 when placed > 0:
                    await _history.CommandAsync(() => _engine.Give(
                        CommandType.CancelOrder, RunningEngine.Bytes(new CancelOrder { Account = account, OrderId = placed })));
                    break;
                default:
                    var order = RunningEngine.Order(account, (Side)random.Next(1, 3), random.Next(1, 5), random.Next(99, 102));
                    var level = random.Next(3) == 0 ? Acknowledgement.Journaled : Acknowledgement.Durable;
                    placed = (await _history.CommandAsync(
                        () => _engine.Give(CommandType.PlaceOrder, RunningEngine.Bytes(order), level))).Number;
                    break;
            }
    }

    private Task<(long Sequence, string Shown)> ReadAsync(int account) => _engine.Engine.AskAsync(view =>
        (view.LastSequence, AccountText.Of(view.PortfolioOf(account)!, view.Walk.OrdersOf(account))));

    private static string Show(ExchangeState state, int account) => AccountText.Of(new ExchangeWalk(state), account);

    private static string ShowHoldings(ExchangeState state, int account) => string.Join(
        ' ', new ExchangeWalk(state).HoldingsOf(account).Select(
            one => $"{one.Asset} {new Price(one.Holding.Total)} {new Price(one.Holding.Held)}"));

    private static async Task<(long Sequence, string Shown)> ReadOverHttpAsync(RunningGateway gateway, string name)
    {
        var portfolio = await gateway.JsonAsync($"/v1/portfolio/{name}");
        var holdings = portfolio["holdings"]!.AsArray().Select(
            one => $"{one!["asset"]} {Amount(one["total"]!)} {Amount(one["held"]!)}");
        return ((long)portfolio["sequence"]!, string.Join(' ', holdings));
    }

    private static Price Amount(JsonNode amount) =>
        Price.Parse(((decimal)amount).ToString("0.########", CultureInfo.InvariantCulture));

    private static async Task<Answer> PlaceOverHttpAsync(RunningGateway gateway, string name, Random random)
    {
        var order = new JsonObject
        {
            ["account"] = name, ["symbol"] = "XYZ-USD", ["side"] = random.Next(2) == 0 ? "buy" : "sell",
            ["price"] = random.Next(99, 102), ["quantity"] = random.Next(1, 5),
            ["acknowledgement"] = random.Next(3) == 0 ? "journaled" : "durable",
        };
        using var answer = await gateway.Client.PostAsJsonAsync("/v1/orders", order, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return new Answer(Outcome.Accepted, Sequence: JsonSerializer.Deserialize<JsonElement>(text).GetProperty("sequence").GetInt64());
    }
}
