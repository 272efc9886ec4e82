using Bourse.Market;

namespace Bourse.Feeds.Synthetic;

/// <summary>
/// The book of one instrument and what an order may do to it. It is never crossed. Changes gather until they are
/// written. One thread.
/// </summary>
internal sealed class SyntheticBook
{
    /// <summary>How many prices one order may trade at.</summary>
    public const int TradesMax = 3;

    private readonly SyntheticChanges _bidChanges;
    private readonly SyntheticChanges _askChanges;
    private readonly BookLevel[] _bidLevels;
    private readonly BookLevel[] _askLevels;
    private (long BidTick, long BidLots, long AskTick, long AskLots) _topBefore;

    /// <param name="levels">How many each side has on average; it varies by a third.</param>
    public SyntheticBook(int levels)
    {
        var levelsMax = LevelsMaxOf(levels);
        LevelsMin = levels - (levels / 3);
        Bids = new SyntheticSide(Side.Buy, levelsMax);
        Asks = new SyntheticSide(Side.Sell, levelsMax);
        _bidChanges = new SyntheticChanges(Bids, ChangesMaxOf(levels));
        _askChanges = new SyntheticChanges(Asks, ChangesMaxOf(levels));
        (_bidLevels, _askLevels) = (new BookLevel[levelsMax], new BookLevel[levelsMax]);
    }

    public int LevelsMin { get; }

    public SyntheticSide Bids { get; }

    public SyntheticSide Asks { get; }

    public bool IsEmpty => Bids.Count == 0 && Asks.Count == 0;

    private (long BidTick, long BidLots, long AskTick, long AskLots) Top =>
        (Bids.TickAt(0), Bids.LotsAt(0), Asks.TickAt(0), Asks.LotsAt(0));

    /// <summary>The best price of a side, or what is open there, is not what it was before this order.</summary>
    public bool HasNewTop => Top != _topBefore;

    /// <summary>More than the records of one order take.</summary>
    public static int BatchBytesMax(int levels) => (TradesMax * Trade.Bytes) + Quote.Bytes
        + BookUpdate.BytesFor(ChangesMaxOf(levels), ChangesMaxOf(levels));

    /// <summary>An order begins: its changes are gathered from here on.</summary>
    public void Begin()
    {
        _bidChanges.Clear();
        _askChanges.Clear();
        _topBefore = IsEmpty ? default : Top;
    }

    public SyntheticSide Opposite(SyntheticSide side) => side == Bids ? Asks : Bids;

    /// <summary>
    /// Adds lots at a price, or one tick before the other side's best where they would cross. A full side loses its
    /// worst level; where the price is worse than that, the lots join it.
    /// </summary>
    public void Add(SyntheticSide side, long tick, long lots)
    {
        var other = Opposite(side);
        if (other.Count > 0 && (tick - other.TickAt(0)) * side.Outward <= 0)
            tick = other.TickAt(0) + side.Outward;
        if (side.IsFull && !side.Has(tick))
        {
            var worst = side.TickAt(side.Count - 1);
            if ((tick - worst) * side.Outward > 0)
                tick = worst;
            else
                Set(side, worst, 0);
        }

        var depth = side.DepthOf(tick);
        var known = depth < side.Count && side.TickAt(depth) == tick ? side.LotsAt(depth) : 0;
        Set(side, tick, known + lots);
    }

    /// <summary>Takes lots away from a level, at most what is there.</summary>
    public void Reduce(SyntheticSide side, int depth, long lots) =>
        Set(side, side.TickAt(depth), Math.Max(0, side.LotsAt(depth) - lots));

    public void AddSnapshotTo(SyntheticBatch batch, in EventHeader header, SyntheticListing listing) => batch.Add(
        MarketEventType.BookSnapshot, header, Copy(Bids, _bidLevels, listing), Copy(Asks, _askLevels, listing));

    public void AddDeltaTo(SyntheticBatch batch, in EventHeader header, SyntheticListing listing) =>
        batch.Add(MarketEventType.BookDelta, header, _bidChanges.Levels(listing), _askChanges.Levels(listing));

    /// <summary>The best prices.</summary>
    public Quote QuoteOf(in EventHeader header, SyntheticListing listing)
    {
        var (bid, ask) = (LevelOf(Bids, 0, listing), LevelOf(Asks, 0, listing));
        return new Quote(header, bid.Price, bid.Quantity, ask.Price, ask.Quantity);
    }

    private static int LevelsMaxOf(int levels) => levels + (levels / 3);

    // An order may remove all levels and fill the side again.
    private static int ChangesMaxOf(int levels) => 3 * LevelsMaxOf(levels);

    private static BookLevel LevelOf(SyntheticSide side, int depth, SyntheticListing listing) => new(
        new Price(side.TickAt(depth) * listing.Tick.Units), new Quantity(side.LotsAt(depth) * listing.Lot.Units));

    private static ReadOnlySpan<BookLevel> Copy(SyntheticSide side, BookLevel[] levels, SyntheticListing listing)
    {
        for (var depth = 0; depth < side.Count; depth++)
            levels[depth] = LevelOf(side, depth, listing);
        return levels.AsSpan(0, side.Count);
    }

    private void Set(SyntheticSide side, long tick, long lots) =>
        (side == Bids ? _bidChanges : _askChanges).Set(tick, lots);
}
