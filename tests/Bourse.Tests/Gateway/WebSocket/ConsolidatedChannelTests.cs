using Bourse.Market;

namespace Bourse.Tests.Gateway;

public sealed class ConsolidatedChannelTests : IDisposable
{
    private readonly LiveMarket _market = new();
    private readonly Instrument _asx;
    private readonly Instrument _kraken;

    public ConsolidatedChannelTests()
    {
        _asx = _market.Define("BTC");
        _kraken = _market.Define("BTC", LiveMarket.Kraken);
        _market.Define("OTHER");
        _market.Quote(_asx, "100", "105");
        _market.Book(_kraken, isSnapshot: true, [("101", "1"), ("99", "1")], [("104", "1")]);
    }

    public void Dispose() => _market.Dispose();

    private static string Best(PhoenixFrame frame) => string.Join(
        " | ", Side(frame, "bid"), Side(frame, "ask"), $"{frame.Symbol} {frame.Sequence}");

    private static string Side(PhoenixFrame frame, string side) =>
        $"{frame.Data.GetProperty(side).GetProperty("exchange")} {frame.Data.GetProperty(side).GetProperty("price")}";

    private async Task<(SocketServer Server, PhoenixClient Client)> JoinAsync(string payload)
    {
        await _market.PublishedAsync();
        var server = await SocketServer.StartAsync(_market);
        var client = await PhoenixClient.ConnectAsync(server);
        await client.JoinAsync("stock:consolidated", payload);
        return (server, client);
    }

    [Fact]
    public async Task A_channel_begins_with_what_is_and_goes_on_with_what_changes()
    {
        var (server, client) = await JoinAsync("""{"symbols":["BTC"]}""");
        await using var serving = server;
        await using var listening = client;
        Assert.Equal("KRAKEN 101 | KRAKEN 104 | BTC 5", Best(await client.ReadAsync()));

        var first = _market.Quote(_asx, "102", "105");
        _market.Quote(_asx, "102", "105");
        _market.Trade(_kraken, "103");
        _market.Book(_kraken, isSnapshot: false, [("99", "7")], [("110", "3")]);
        var second = _market.Book(_kraken, isSnapshot: false, [], [("104", "0")]);

        Assert.Equal($"ASX 102 | KRAKEN 104 | BTC {first}", Best(await client.ReadAsync()));
        Assert.Equal($"ASX 102 | ASX 105 | BTC {second}", Best(await client.ReadAsync()));
    }

    [Fact]
    public async Task A_gap_leaves_the_venue_out_until_its_next_snapshot()
    {
        var (server, client) = await JoinAsync("{}");
        await using var serving = server;
        await using var listening = client;
        Assert.Equal("BTC", (await client.ReadAsync()).Symbol);
        Assert.Equal("OTHER", (await client.ReadAsync()).Symbol);

        _market.Gap(_kraken);
        var left = await client.ReadAsync();
        var again = _market.Book(_kraken, isSnapshot: true, [("101", "1")], [("104", "1")]);

        Assert.Equal("ASX 100 | ASX 105", Best(left)[..^8]);
        Assert.Equal("suspect", left.Data.GetProperty("venues")[1].GetProperty("left_out").GetString());
        Assert.Equal($"KRAKEN 101 | KRAKEN 104 | BTC {again}", Best(await client.ReadAsync()));
    }

    [Fact]
    public async Task A_venue_that_lists_the_symbol_later_is_in()
    {
        var (server, client) = await JoinAsync("""{"symbols":["BTC"]}""");
        await using var serving = server;
        await using var listening = client;
        await client.ReadAsync();

        var late = _market.Define("BTC", new Venue(9, "LATE", "Late", "Etc/UTC"));
        var sequence = _market.Quote(late, "103", "104");

        Assert.Equal($"LATE 103 | LATE 104 | BTC {sequence}", Best(await client.ReadAsync()));
    }

    [Fact]
    public async Task A_name_with_a_venue_is_refused()
    {
        await _market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(_market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        var refused = await client.RefusedAsync("stock:consolidated", "phx_join", """{"symbols":["KRAKEN:BTC"]}""");

        Assert.Equal("invalid_symbols", refused.GetProperty("reason").GetString());
        Assert.Equal("KRAKEN:BTC", refused.GetProperty("symbol").GetString());
    }
}
