namespace Bourse.Tests.Gateway;

/// <summary>Where instruments stand, as often as people can read it.</summary>
public sealed class TickerChannelTests : IDisposable
{
    private readonly LiveMarket _market = new();

    public void Dispose() => _market.Dispose();

    [Fact]
    public async Task It_begins_with_where_an_instrument_stands_and_ends_with_it_however_much_happens()
    {
        var bhp = _market.Define("BHP");
        var rio = _market.Define("RIO");
        _market.Trade(bhp, "38.00");
        _market.Trade(rio, "61.00");
        await _market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(_market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("stock:ticker", """{"symbols":["ASX:BHP"]}""");
        var first = await client.ReadAsync();
        Assert.Equal(("ticker", "BHP", 38m), (first.Event, first.Symbol, Last(first)));
        for (var i = 1; i <= 500; i++)
        {
            _market.Trade(rio, "61.00");
            _market.Quote(bhp, "38.00", "39.00");
            _market.Trade(bhp, $"38.{i:000}");
        }

        var frames = 0;
        PhoenixFrame frame;
        do
        {
            frame = await client.ReadAsync();
            Assert.Equal("BHP", frame.Symbol);
            frames++;
        }
        while (Last(frame) != 38.5m);
        Assert.InRange(frames, 1, 400);
        Assert.Equal(39m, frame.Data.GetProperty("quote").GetProperty("ask").GetDecimal());
        Assert.Equal(50_100m, frame.Data.GetProperty("today").GetProperty("volume").GetDecimal());
    }

    [Fact]
    public async Task An_instrument_that_is_defined_later_is_told_of_where_all_are_wanted()
    {
        await using var server = await SocketServer.StartAsync(_market);
        await using var client = await PhoenixClient.ConnectAsync(server);
        await client.JoinAsync("stock:ticker");
        _market.Trade(_market.Define("DVN"), "0.63");
        var frame = await client.ReadAsync();
        Assert.Equal(("DVN", 0.63m), (frame.Symbol, Last(frame)));
    }

    [Fact]
    public async Task The_set_is_changed_as_with_other_channels()
    {
        var (bhp, rio) = (_market.Define("BHP"), _market.Define("RIO"));
        _market.Trade(bhp, "38.00");
        _market.Trade(rio, "61.00");
        await _market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(_market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("stock:ticker", """{"symbols":["BHP"]}""");
        Assert.Equal("BHP", (await client.ReadAsync()).Symbol);
        await client.AskAsync("stock:ticker", "subscribe", """{"symbols":["RIO"]}""");
        Assert.Equal("RIO", (await client.ReadAsync()).Symbol);
        await client.AskAsync("stock:ticker", "unsubscribe", """{"symbols":["BHP"]}""");
        _market.Trade(bhp, "38.01");
        _market.Trade(rio, "61.01");
        var frame = await client.ReadAsync();
        Assert.Equal(("RIO", 61.01m), (frame.Symbol, Last(frame)));
    }

    [Fact]
    public async Task A_book_that_changes_is_no_news_of_a_price()
    {
        var (btc, other) = (_market.Define("BTC", LiveMarket.Kraken), _market.Define("OTHER"));
        _market.Trade(btc, "100");
        await _market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(_market);
        await using var client = await PhoenixClient.ConnectAsync(server);
        await client.JoinAsync("stock:ticker", """{"symbols":["BTC","OTHER"]}""");
        Assert.Equal("BTC", (await client.ReadAsync()).Symbol);
        Assert.Equal("OTHER", (await client.ReadAsync()).Symbol);

        // What is looked at comes in the order in which it was defined: a word of the book would come first.
        _market.Book(btc, isSnapshot: true, [("99", "1")], [("101", "1")]);
        _market.Trade(other, "5");
        Assert.Equal("OTHER", (await client.ReadAsync()).Symbol);
    }

    private static decimal Last(PhoenixFrame frame) =>
        frame.Data.GetProperty("last_trade").GetProperty("price").GetDecimal();
}
