using Bourse.Market;
using Bourse.Tests.Ticks;
using Bourse.Ticks;

namespace Bourse.Tests.Gateway;

/// <summary>
/// A small market that has one of everything: two venues with one symbol, a synthetic instrument, an empty quote side,
/// a print outside the price statistics, a book, a gap, a feed's word.
/// </summary>
internal static class ExampleMarket
{
    public const long Second = Timestamp.PerSecond;

    /// <summary>11:00 in Sydney, in New York still the day before.</summary>
    public static readonly Timestamp Morning = Timestamp.FromCivil(2014, 3, 11);

    public static readonly Timestamp DayBefore = Timestamp.FromCivil(2014, 3, 10);

    public static TickFeed Make(TickOptions? options = null)
    {
        var feed = new TickFeed(options);
        var (bhp, adr) = (feed.Define(TickFeed.Asx, "BHP", "BHP Billiton"), feed.Define(TickFeed.Nyse, "BHP", currency: "USD"));
        var fake = feed.Define(TickFeed.Kraken, "FAKE-USD", "Fake coin", "USD", isSynthetic: true);
        feed.Define(TickFeed.Asx, "NEW", "Never traded");
        var (before, now) = (DayBefore.Nanoseconds, Morning.Nanoseconds);
        feed.Trade(bhp, before, 37, 100);
        feed.Trade(bhp, now, 36, 50);
        feed.Trade(bhp, now + Second, 40, 10, EventFlags.OffPrice);
        feed.Trade(bhp, now + (61 * Second) + 123_456_789, 38, 25);
        feed.Quote(bhp, now, 36, 500, 37, 0);
        feed.Quote(bhp, now + Second, 36, 500, 37, 400);
        feed.Trade(adr, now + (2 * Second), 60, 7);
        feed.Trade(fake, now, 10, 1, EventFlags.Synthetic);
        feed.Trade(fake, now + (86_400 * Second), 9, 3, EventFlags.Synthetic | EventFlags.Replayed);
        feed.Book(MarketEventType.BookSnapshot, fake, now, [(9, 4), (8, 5)], [(11, 6), (12, 7), (13, 8)]);
        feed.Source(new Source(new SourceId(1), "csv:example", Numbering.Source));
        feed.Status(new SourceId(1), FeedState.Finished, "example has ended");
        return feed;
    }
}
