using System.Text.Json.Nodes;
using Bourse.Exchange;
using Bourse.Gateway;
using Bourse.Market;
using Bourse.Records;

namespace Bourse.Tests.Gateway;

/// <summary>Histories from the records, which the test writes itself: ann's account is 2, bob's 3.</summary>
public sealed class TradeSearchTests : TradingOverHttp
{
    private const long Minute = Timestamp.PerMinute;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bourse-records-");
    private readonly ReaderProgress _progress = new();

    private protected override GatewayParts Change(GatewayParts parts)
    {
        var records = RecordsDatabase.InFile(Path.Combine(_folder.FullName, "records.db"), new RecordsOptions());
        Fill(records).GetAwaiter().GetResult();
        _progress.Reach(9);
        return parts with { Records = records, RecordsProgress = _progress };
    }

    [Fact]
    public async Task A_user_finds_his_own_executions_a_page_at_a_time()
    {
        var first = await SearchAsync("limit=2");
        var second = await SearchAsync($"limit=2&cursor={first["next_cursor"]}");
        Assert.Equal([8, 6, 4, 2], KeysOf(first).Concat(KeysOf(second)));
        Assert.Equal([2, 4], KeysOf(await SearchAsync("limit=2&order=asc")));
        Assert.Equal(9, (long)first["blotter_sequence"]!);
        var row = first["trades"]![0]!;
        Assert.Equal(
            ("ann", "XYZ-USD", "sell", 8m),
            ((string?)row["account"], (string?)row["symbol"], (string?)row["side"], (decimal)row["price"]!));
    }

    [Fact]
    public async Task Executions_are_found_by_side_and_time()
    {
        Assert.Equal([6, 2], KeysOf(await SearchAsync("side=buy")));
        Assert.Equal([6, 4], KeysOf(await SearchAsync($"from={4 * Minute}&to={8 * Minute}")));
        Assert.Equal([8, 6, 4, 2], KeysOf(await SearchAsync("symbol=XYZ-USD&user_id=ann")));
    }

    [Theory]
    [InlineData("user_id=bob", 404, "account_unknown")]
    [InlineData("account=bob", 404, "account_unknown")]
    [InlineData("symbol=NOPE", 404, "unknown_instrument")]
    [InlineData("limit=1001", 400, "invalid_parameter")]
    [InlineData("min_sequence=10", 503, "not_ready")]
    public async Task What_is_not_ones_own_is_not_there(string query, int status, string code) => Assert.Equal(
        code, (string?)(await AskAsync(HttpMethod.Get, $"/v1/trades/search?{query}", status: status, who: "ann"))["code"]);

    [Fact]
    public async Task An_admin_finds_everybodys()
    {
        Assert.Equal(8, KeysOf(await AskAsync(HttpMethod.Get, "/v1/trades/search")).Count());
        Assert.Equal([7, 5, 3, 1], KeysOf(await AskAsync(HttpMethod.Get, "/v1/trades/search?user_id=bob")));
    }

    [Fact]
    public async Task Volume_is_added_up_by_period()
    {
        var volume = await AskAsync(HttpMethod.Get, "/v1/analytics/volume?symbol=XYZ-USD&from=0&period=hour", who: "ann");
        var hour = Assert.Single(volume["periods"]!.AsArray())!;
        Assert.Equal((2L, 5m, 50m), ((long)hour["trades"]!, (decimal)hour["volume"]!, (decimal)hour["notional"]!));
        volume = await AskAsync(HttpMethod.Get, "/v1/analytics/volume?from=0&period=minute", who: "ann");
        Assert.Equal(2, volume["periods"]!.AsArray().Count);
        Assert.Empty((await AskAsync(HttpMethod.Get, "/v1/analytics/volume?time_window=24h", who: "ann"))["periods"]!.AsArray());
        var earliest = await AskAsync(HttpMethod.Get, $"/v1/analytics/volume?to={long.MinValue}", who: "ann");
        Assert.Empty(earliest["periods"]!.AsArray());
        await AskAsync(HttpMethod.Get, "/v1/analytics/volume?time_window=24x", status: 400, who: "ann");
        await AskAsync(HttpMethod.Get, "/v1/analytics/volume?user_id=bob", status: 404, who: "ann");
    }

    [Fact]
    public async Task Orders_that_are_over_are_listed_from_the_records()
    {
        var closed = await AskAsync(HttpMethod.Get, "/v1/orders?status=closed", who: "ann");
        Assert.Equal("filled", (string?)Assert.Single(closed["orders"]!.AsArray())!["status"]);
        var all = await AskAsync(HttpMethod.Get, "/v1/orders?status=all&limit=1", who: "ann");
        Assert.Equal(99_030, (long)all["orders"]![0]!["order_id"]!);
        all = await AskAsync(HttpMethod.Get, $"/v1/orders?status=all&limit=1&cursor={all["next_cursor"]}", who: "ann");
        Assert.Equal(99_020, (long)all["orders"]![0]!["order_id"]!);
        var order = await AskAsync(HttpMethod.Get, "/v1/orders/99020", who: "ann");
        Assert.Equal(("filled", 20m), ((string?)order["status"], (decimal)order["value"]!));
        await AskAsync(HttpMethod.Get, "/v1/orders/99020", status: 404, who: "bob");
    }

    private Task<JsonNode> SearchAsync(string query) => AskAsync(HttpMethod.Get, $"/v1/trades/search?{query}", who: "ann");

    private static IEnumerable<long> KeysOf(JsonNode found) =>
        found["trades"]!.AsArray().Select(trade => (long)trade!["blotter_sequence"]!);

    // Executions 1 to 8, of bob and ann in turn, one a minute.
    private static async Task Fill(RecordsDatabase records)
    {
        await records.MigrateAsync(Stopping);
        await using var context = records.Open();
        for (var i = 1; i <= 8; i++)
            context.Executions.Add(new ExecutionRow
            {
                BlotterSequence = i, OrderId = i * 10, Account = 3 - (i + 1) % 2, Instrument = 1,
                Side = i % 4 < 2 ? Side.Sell : Side.Buy, Role = FillRole.Maker, Trade = i, Price = i * Price.UnitsPerOne,
                Quantity = Price.UnitsPerOne, Value = i * Price.UnitsPerOne, Time = i * Minute,
            });
        for (var i = 1; i <= 2; i++)
            context.Volumes.Add(new VolumeRow
            {
                Account = 0, Instrument = 1, Minute = i, Trades = 1, Quantity = (i + 1) * Price.UnitsPerOne,
                Value = (i + 1) * 10 * Price.UnitsPerOne,
            });
        context.Orders.Add(Order(99_020, OrderRowStatus.Filled));
        context.Orders.Add(Order(99_030, OrderRowStatus.Open));
        await context.SaveChangesAsync(Stopping);
    }

    private static OrderRow Order(long id, OrderRowStatus status) => new()
    {
        Id = id, Account = 2, Instrument = 1, Side = Side.Buy, Status = status, ClientId = "", Price = 10 * Price.UnitsPerOne,
        Quantity = 2 * Price.UnitsPerOne, Filled = 2 * Price.UnitsPerOne, Value = 20 * Price.UnitsPerOne, Time = id,
    };
}
