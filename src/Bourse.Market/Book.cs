namespace Bourse.Market;

/// <summary>The L2 book of one instrument, rebuilt from snapshots and deltas. Not thread-safe.</summary>
public sealed class Book
{
    public BookSide Bids { get; } = new(Side.Buy);

    public BookSide Asks { get; } = new(Side.Sell);

    /// <summary>The tape sequence of the last change; 0 before the first.</summary>
    public long Sequence { get; private set; }

    public Timestamp VenueTime { get; private set; }

    /// <summary>A delta came before any snapshot, or the venue's numbering broke: wait for a snapshot.</summary>
    public bool IsSuspect { get; private set; } = true;

    /// <summary>Both sides are there and the best bid is above the best ask. Locked (equal) is not crossed.</summary>
    public bool IsCrossed => Bids.Count > 0 && Asks.Count > 0 && Bids[0].Price > Asks[0].Price;

    /// <summary>Replaces the whole book: what a snapshot does not name is gone.</summary>
    public void ApplySnapshot(in BookUpdate update, long sequence)
    {
        Bids.Replace(update.Bids);
        Asks.Replace(update.Asks);
        IsSuspect = (update.Header.Flags & EventFlags.MaybeBadBook) != 0;
        (Sequence, VenueTime) = (sequence, update.Header.VenueTime);
    }

    public void ApplyDelta(in BookUpdate update, long sequence)
    {
        IsSuspect |= (update.Header.Flags & EventFlags.MaybeBadBook) != 0;
        Apply(update, sequence);
    }

    /// <summary>A venue that gives only its best prices has a book of one level a side.</summary>
    public void ApplyQuote(in Quote quote, long sequence)
    {
        Bids.Clear();
        Asks.Clear();
        if (quote.BidSize.Units > 0)
            Bids.Set(new BookLevel(quote.Bid, quote.BidSize));
        if (quote.AskSize.Units > 0)
            Asks.Set(new BookLevel(quote.Ask, quote.AskSize));
        IsSuspect = false;
        (Sequence, VenueTime) = (sequence, quote.Header.VenueTime);
    }

    /// <summary>A gap was seen: the book may be wrong until the next snapshot.</summary>
    public void Suspect() => IsSuspect = true;

    private void Apply(in BookUpdate update, long sequence)
    {
        foreach (var level in update.Bids)
            Bids.Set(level);
        foreach (var level in update.Asks)
            Asks.Set(level);
        (Sequence, VenueTime) = (sequence, update.Header.VenueTime);
    }
}
