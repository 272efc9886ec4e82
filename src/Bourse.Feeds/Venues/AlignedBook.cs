using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// A venue's book of one instrument, kept right: changes wait for their snapshot, must follow each other without a hole,
/// and must lead to the venue's checksum. One thread; allocates only to grow and while a snapshot is awaited.
/// </summary>
/// <remarks>
/// A snapshot over REST is joined to the stream as Binance prescribes ("How to manage a local order book correctly"):
/// keep what comes; take the snapshot; drop what it has; the first change applied must reach across its number.
/// </remarks>
internal sealed class AlignedBook(VenueProtocol protocol, bool isSnapshotAsked, int heldMax)
{
    private readonly HeldDeltas _held = new(heldMax);
    private BookLevel[] _fallenBids = new BookLevel[4];
    private BookLevel[] _fallenAsks = new BookLevel[4];
    private int _fallenBidCount;
    private int _fallenAskCount;
    private bool _isJoining;

    public Book Book { get; } = new();

    /// <summary>A snapshot is there, and all changes since.</summary>
    public bool IsLive { get; private set; }

    /// <summary>The last number that the book has; 0 where the venue gives none.</summary>
    public long LastNative { get; private set; }

    /// <summary>Levels that fell out of the depth subscribed to with the last change, each with quantity 0.</summary>
    public ReadOnlySpan<BookLevel> FallenBids => _fallenBids.AsSpan(0, _fallenBidCount);

    public ReadOnlySpan<BookLevel> FallenAsks => _fallenAsks.AsSpan(0, _fallenAskCount);

    /// <summary>From now on a snapshot is awaited.</summary>
    public void Await()
    {
        IsLive = false;
        _held.Clear();
    }

    /// <summary>Takes a snapshot. When it is applied, changes that were held follow: <see cref="TryTakeHeld"/>.</summary>
    public BookVerdict TakeSnapshot(
        in VenueEvent snapshot, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, (byte, byte) decimals)
    {
        if (_held.Count > 0 && _held.FirstNative > snapshot.Native + 1)
            return BookVerdict.TooOld;
        Book.Bids.Replace(bids);
        Book.Asks.Replace(asks);
        LastNative = snapshot.Native;
        _isJoining = isSnapshotAsked;
        IsLive = protocol.IsRight(Book, snapshot, decimals);
        return IsLive ? BookVerdict.Applied : BookVerdict.Wrong;
    }

    /// <summary>The oldest change that was held, to be taken with <see cref="TakeDelta"/>.</summary>
    public bool TryTakeHeld(out VenueEvent delta, out BookLevel[] bids, out BookLevel[] asks) =>
        _held.TryTake(out delta, out bids, out asks);

    public BookVerdict TakeDelta(
        in VenueEvent delta, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, (byte, byte) decimals)
    {
        if (!IsLive)
            return Hold(delta, bids, asks);
        if (IsStale(delta))
            return BookVerdict.Passed;
        if (!Follows(delta))
            return BookVerdict.Gap;
        _isJoining = false;
        LastNative = delta.Native;
        foreach (ref readonly var level in bids)
            Book.Bids.Set(level);
        foreach (ref readonly var level in asks)
            Book.Asks.Set(level);
        Truncate();
        return protocol.IsRight(Book, delta, decimals) ? BookVerdict.Applied : BookVerdict.Wrong;
    }

    private BookVerdict Hold(in VenueEvent delta, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
    {
        if (!isSnapshotAsked)
            return BookVerdict.Passed;
        return _held.TryAdd(delta, bids, asks) ? BookVerdict.Held : BookVerdict.Overrun;
    }

    // Where numbers have holes of their own (chained deltas), the delta that ends with the snapshot's number is taken.
    private bool IsStale(in VenueEvent delta) => protocol.BookNumbering switch
    {
        BookNumbering.Contiguous => delta.Native <= LastNative,
        BookNumbering.Chained => _isJoining ? delta.Native < LastNative : delta.Native <= LastNative,
        _ => false,
    };

    private bool Follows(in VenueEvent delta) => protocol.BookNumbering switch
    {
        BookNumbering.Contiguous when _isJoining => HeldDeltas.FirstOf(delta) <= LastNative + 1,
        BookNumbering.Contiguous => HeldDeltas.FirstOf(delta) == LastNative + 1,
        BookNumbering.Chained => delta.PreviousNative == LastNative
            || (_isJoining && HeldDeltas.FirstOf(delta) <= LastNative),
        _ => true,
    };

    private void Truncate()
    {
        (_fallenBidCount, _fallenAskCount) = (0, 0);
        if (protocol.BookDepth is not (> 0 and var depth))
            return;
        while (Book.Bids.Count > depth)
            Fall(Book.Bids, ref _fallenBids, ref _fallenBidCount);
        while (Book.Asks.Count > depth)
            Fall(Book.Asks, ref _fallenAsks, ref _fallenAskCount);
    }

    private static void Fall(BookSide side, ref BookLevel[] fallen, ref int count)
    {
        if (count == fallen.Length)
            Array.Resize(ref fallen, count * 2);
        fallen[count++] = new BookLevel(side.RemoveWorst().Price, default);
    }
}
