using Bourse.Feeds.Binance;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Binance;

/// <summary>What Binance, Binance US and its futures sent within half a minute each, rebuilt.</summary>
public sealed class BinanceRecordingTests
{
    [Theory]
    [InlineData("BINANCE", 177, 84, 2, 2)]
    [InlineData("BINANCE_US", 336, 128, 11, 5)]
    [InlineData("BINANCE_FUTURES", 764, 613, 91, 67)]
    public void Every_frame_of_a_recording_is_read(string name, int deltas, int quotes, int trades, int bars)
    {
        var kinds = new Dictionary<VenueEventKind, int>();
        foreach (var frame in BinanceTraffic.Of(name).Frames)
        {
            var decoded = Decode(frame);
            Assert.Equal(1, decoded.Events.Length);
            kinds[decoded.Events[0].Kind] = kinds.GetValueOrDefault(decoded.Events[0].Kind) + 1;
        }

        Assert.Equal(
            new()
            {
                [VenueEventKind.BookDelta] = deltas, [VenueEventKind.Quote] = quotes,
                [VenueEventKind.Trade] = trades, [VenueEventKind.Bar] = bars,
            },
            kinds);
    }

    [Theory]
    [InlineData("BINANCE")]
    [InlineData("BINANCE_US")]
    [InlineData("BINANCE_FUTURES")]
    public void Every_snapshot_is_bridged_and_no_delta_is_missing(string name)
    {
        var traffic = BinanceTraffic.Of(name);
        var books = BooksOf(traffic);
        foreach (var frame in traffic.Frames)
            if (Decode(frame) is var decoded && decoded.Events[0].Kind == VenueEventKind.BookDelta)
                books[BinanceTraffic.SymbolOf(decoded.Events[0], frame)].Take(decoded);

        Assert.Equal(4, books.Count);
        Assert.All(books.Values, book => Assert.True(book.IsBridged));
        Assert.All(books.Values, book => Assert.True(book.Stale > 0));
        Assert.All(books.Values, book => Assert.Equal(0, book.Gaps));
    }

    [Theory]
    [InlineData("BINANCE", 26)]
    [InlineData("BINANCE_US", 56)]
    public void A_quote_with_the_number_of_a_delta_is_the_top_of_the_rebuilt_book(string name, int matches)
    {
        var traffic = BinanceTraffic.Of(name);
        var books = BooksOf(traffic);
        var quotes = QuotesByNumber(traffic);
        var seen = 0;
        foreach (var frame in traffic.Frames)
        {
            var decoded = Decode(frame);
            if (decoded.Events[0].Kind != VenueEventKind.BookDelta)
                continue;
            var symbol = BinanceTraffic.SymbolOf(decoded.Events[0], frame);
            books[symbol].Take(decoded);
            if (!books[symbol].IsBridged || !quotes.TryGetValue((symbol, books[symbol].LastNumber), out var quote))
                continue;
            Assert.Equal(quote, books[symbol].Top);
            seen++;
        }

        Assert.Equal(matches, seen);
    }

    [Theory]
    [InlineData("BINANCE")]
    [InlineData("BINANCE_US")]
    [InlineData("BINANCE_FUTURES")]
    public void Trade_numbers_have_no_holes(string name)
    {
        var last = new Dictionary<string, long>();
        foreach (var frame in BinanceTraffic.Of(name).Frames)
        {
            var found = Decode(frame).Events[0];
            if (found.Kind != VenueEventKind.Trade)
                continue;
            var symbol = BinanceTraffic.SymbolOf(found, frame);
            Assert.Equal(last.GetValueOrDefault(symbol, found.Native - 1) + 1, found.Native);
            last[symbol] = found.Native;
        }

        Assert.NotEmpty(last);
    }

    [Theory]
    [InlineData("BINANCE", 1695, "NKNUSDT", "0.00010000", "1", 4, 0)]
    [InlineData("BINANCE_US", 121, "COMPUSDT", "0.01", "0.00001", 2, 5)]
    [InlineData("BINANCE_FUTURES", 122, "SUSHIUSDT", "0.0010", "1", 3, 0)]
    public void Ticks_and_lots_are_listed(
        string name, int count, string symbol, string tick, string lot, int priceDecimals, int quantityDecimals)
    {
        var body = BinanceTraffic.Of(name).Instruments;
        var decoded = new DecodedFrame();
        BinanceInstruments.Decode(body, decoded);

        Assert.Equal(count, decoded.Events.Length);
        foreach (var instrument in decoded.Events)
            Assert.True(instrument.Kind == VenueEventKind.Instrument && instrument.Price > Price.Zero);
        foreach (var instrument in decoded.Events)
            if (BinanceTraffic.SymbolOf(instrument, body) == symbol)
                Assert.Equal(
                    (Price.Parse(tick), Quantity.Parse(lot), priceDecimals, quantityDecimals),
                    (instrument.Price, instrument.Quantity, instrument.PriceDecimals, instrument.QuantityDecimals));
    }

    private static DecodedFrame Decode(byte[] frame)
    {
        var decoded = new DecodedFrame();
        BinanceDecoder.Decode(frame, decoded);
        return decoded;
    }

    private static Dictionary<string, PlainBinanceBook> BooksOf(BinanceTraffic traffic) => traffic.Snapshots.ToDictionary(
        snapshot => snapshot.Key, snapshot => new PlainBinanceBook(snapshot.Value, traffic.IsFutures));

    private static Dictionary<(string Symbol, long Number), (BookLevel Bid, BookLevel Ask)> QuotesByNumber(BinanceTraffic traffic)
    {
        var quotes = new Dictionary<(string, long), (BookLevel, BookLevel)>();
        foreach (var frame in traffic.Frames)
            if (Decode(frame).Events[0] is { Kind: VenueEventKind.Quote } quote)
                quotes[(BinanceTraffic.SymbolOf(quote, frame), quote.Native)] = (
                    new BookLevel(quote.Price, quote.Quantity), new BookLevel(quote.Ask, quote.AskSize));
        return quotes;
    }
}
