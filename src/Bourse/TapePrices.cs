using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse;

/// <summary>
/// Prices of markets elsewhere as the tape has them: the book where it is known, else the best prices, and the last
/// trade. Any thread.
/// </summary>
internal sealed class TapePrices(TickStore store, int levels)
{
    // Events of files carry the time of then, and come as fast as the disk gives them.
    private const string ArchiveKey = "csv:";

    /// <summary>
    /// What is known of the market of a symbol, "ASX:BHP", or "BHP" where one venue alone has it; null when nothing is.
    /// </summary>
    public MarketPrices? Find(string symbol, Timestamp now)
    {
        if (store.NamedElsewhere(symbol) is not [var ticks] || ticks.LastSequence == 0)
            return null;
        var version = ticks.LastSequence;
        var snapshot = ticks.Snapshot();
        var told = new SetReference { MarketTime = TimeAt(ticks, now).Nanoseconds };
        if (BookOf(ticks, snapshot) is { } book)
        {
            told.QuoteTime = book.Time.Nanoseconds;
            told.Bids = Copy(book.Bids, ref told.BidLevels);
            told.Asks = Copy(book.Asks, ref told.AskLevels);
        }

        if (snapshot.LastPricedTrade is { Price.Units: > 0 } trade)
            (told.LastPrice, told.LastTime) = (trade.Price.Units, trade.Time.Nanoseconds);
        told.MarketTime = Math.Max(told.MarketTime, Math.Max(told.QuoteTime, told.LastTime));
        return new MarketPrices(version, told);
    }

    /// <summary>The book; where there is none, or it may be wrong, the best prices; nothing while they cross.</summary>
    private BookView? BookOf(InstrumentTicks ticks, InstrumentSnapshot snapshot)
    {
        var book = ticks.Book(levels);
        if (snapshot.LastQuote is { } quote && (book is null || book.IsSuspect || quote.Time > book.Time))
            book = BookView.Of(quote);
        return book is null or { IsSuspect: true }
            || (book.Bids.Count > 0 && book.Asks.Count > 0 && book.Bids[0].Price > book.Asks[0].Price)
            ? null
            : book;
    }

    /// <summary>
    /// What the time is at a market: now; but at one whose events come from an archive or a replay it stands where its
    /// venue's latest event is.
    /// </summary>
    private Timestamp TimeAt(InstrumentTicks ticks, Timestamp now)
    {
        if (!IsRecording(ticks))
            return now;
        var latest = Timestamp.MinValue;
        foreach (var other in store.All)
            if (other.Instrument.Venue == ticks.Instrument.Venue
                && other.Snapshot().LastEvent is { } time && time > latest)
                latest = time;
        return latest;
    }

    private bool IsRecording(InstrumentTicks ticks)
    {
        var snapshot = ticks.Snapshot();
        var flags = (snapshot.LastTrade?.Flags ?? EventFlags.None) | (snapshot.LastQuote?.Flags ?? EventFlags.None);
        return (flags & EventFlags.Replayed) != 0
            || store.Feeds.Any(line => line.Source.Id == ticks.Source
                && line.Source.Key.StartsWith(ArchiveKey, StringComparison.Ordinal));
    }

    private static byte Copy(IReadOnlyList<BookLevel> from, ref ReferenceLevels into)
    {
        var count = 0;
        foreach (var level in from)
            if (level.Price.Units > 0 && count < ReferenceLevels.CountMax)
                into[count++] = new ReferenceLevel { Price = level.Price.Units, Size = level.Quantity.Units };
        return (byte)count;
    }
}
