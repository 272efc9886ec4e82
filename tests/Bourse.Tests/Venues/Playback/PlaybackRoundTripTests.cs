using System.Text;
using Bourse.Feeds.Playback;
using Bourse.Feeds.Venues;
using Bourse.Market;
using Bourse.Tests.Feeds;

namespace Bourse.Tests.Venues.Playback;

/// <summary>What a venue's voice says, its real decoder reads: the same events, the same books, right checksums.</summary>
public sealed class PlaybackRoundTripTests
{
    private const int Events = 12_000;

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Krakens_decoder_reads_what_was_stored(int seed)
    {
        using var stored = new StoredMarket(seed, Events);
        foreach (var depth in new[] { 10, 25 })
        {
            var listener = Listen(stored, PlaybackProtocol.Kraken, "kraken", symbol => symbol.Replace('-', '/'), [
                Kraken("book", stored, $",\"depth\":{depth}"), Kraken("trade", stored, ""),
                Kraken("ticker", stored, ",\"event_trigger\":\"bbo\""),
            ], depth);
            Assert.True(listener.ChecksumsRight > Events / 3, $"{listener.ChecksumsRight}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Coinbases_decoder_reads_what_was_stored(int seed)
    {
        using var stored = new StoredMarket(seed, Events, "COINBASE");
        var products = string.Join(',', Symbols(stored, "COINBASE").Select(symbol => $"\"{symbol}\""));
        Listen(stored, PlaybackProtocol.Coinbase, "coinbase", symbol => symbol, [
            $$"""{"type":"subscribe","product_ids":[{{products}}],"channels":["level2_batch","matches","ticker","heartbeat"]}""",
        ], int.MaxValue);
    }

    private static PlaybackListener Listen(
        StoredMarket stored, PlaybackProtocol protocol, string name, Func<string, string> nameOf, string[] requests, int depth)
    {
        var venue = name.ToUpperInvariant();
        using var playback = stored.Desk().OpenTape(protocol, new PlaybackRequest { Venue = venue, Speed = 0 });
        var spoken = VenueProtocols.Create(new VenueOptions { Code = venue, Protocol = name, Socket = new Uri("ws://venue") });
        var listener = new PlaybackListener(spoken, depth);
        foreach (var request in requests)
            foreach (var answer in playback.Ask(request))
                listener.Take(Encoding.UTF8.GetBytes(answer));
        foreach (var frame in playback.PlayAll())
            listener.Take(frame);

        var events = stored.Events(venue);
        foreach (var instrument in stored.Instruments.All.Where(one => one.Venue.Code == venue))
        {
            var heard = listener.Of(nameOf(instrument.Symbol));
            var own = events.Where(taped => EventHeader.In(taped.Payload).Instrument == instrument.Id).ToList();
            Assert.Equal(TradesIn(own), heard.Trades);
            Assert.Equal(QuotesIn(own), heard.Quotes);
            AssertSame(BookAfter(own), heard.Book, depth);
        }

        return listener;
    }

    private static string Kraken(string channel, StoredMarket stored, string more)
    {
        var symbols = string.Join(',', Symbols(stored, "KRAKEN").Select(symbol => $"\"{symbol.Replace('-', '/')}\""));
        return $$$"""{"method":"subscribe","params":{"channel":"{{{channel}}}","symbol":[{{{symbols}}}]{{{more}}}}}""";
    }

    private static IEnumerable<string> Symbols(StoredMarket stored, string venue) =>
        stored.Instruments.All.Where(one => one.Venue.Code == venue).Select(one => one.Symbol);

    private static IEnumerable<(Timestamp, Price, Quantity, Side)> TradesIn(List<TapedEvent> events) =>
        from taped in events
        where taped.Type == MarketEventType.Trade
        let trade = taped.Trade
        select (trade.Header.VenueTime, trade.Price, trade.Quantity, trade.Header.Side);

    private static IEnumerable<(Price, Quantity, Price, Quantity)> QuotesIn(List<TapedEvent> events) =>
        from taped in events
        where taped.Type == MarketEventType.Quote
        let quote = taped.Quote
        select (quote.Bid, quote.BidSize, quote.Ask, quote.AskSize);

    private static Book BookAfter(List<TapedEvent> events)
    {
        var book = new Book();
        foreach (var taped in events.Where(taped => taped.Type is MarketEventType.BookSnapshot or MarketEventType.BookDelta))
        {
            BookUpdate.TryRead(taped.Payload, out var update);
            if (taped.Type == MarketEventType.BookSnapshot)
                book.ApplySnapshot(update, taped.Sequence);
            else
                book.ApplyDelta(update, taped.Sequence);
        }

        return book;
    }

    private static void AssertSame(Book expected, Book actual, int depth)
    {
        foreach (var (one, other) in new[] { (expected.Bids, actual.Bids), (expected.Asks, actual.Asks) })
        {
            Assert.Equal(Math.Min(one.Count, depth), other.Count);
            for (var i = 0; i < other.Count; i++)
                Assert.Equal(one[i], other[i]);
        }
    }
}
