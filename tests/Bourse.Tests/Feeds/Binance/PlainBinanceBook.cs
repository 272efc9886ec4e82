using Bourse.Feeds.Binance;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Binance;

/// <summary>Binance's rule for local books as its documentation words it, in the plainest way: the oracle of the tests.</summary>
internal sealed class PlainBinanceBook
{
    private readonly SortedDictionary<Price, Quantity> _bids = [];
    private readonly SortedDictionary<Price, Quantity> _asks = [];
    private readonly bool _isFutures;
    private bool _isBridged;

    public PlainBinanceBook(byte[] snapshot, bool isFutures)
    {
        _isFutures = isFutures;
        var decoded = new DecodedFrame();
        BinanceDecoder.DecodeSnapshot(snapshot, decoded);
        Apply(decoded);
        LastNumber = decoded.Events[0].Native;
    }

    public long LastNumber { get; private set; }

    /// <summary>Deltas that the snapshot already held.</summary>
    public int Stale { get; private set; }

    /// <summary>The first delta that was not stale began where the snapshot ended.</summary>
    public bool IsBridged => _isBridged;

    public int Gaps { get; private set; }

    public (BookLevel Bid, BookLevel Ask) Top => (
        new BookLevel(_bids.Last().Key, _bids.Last().Value), new BookLevel(_asks.First().Key, _asks.First().Value));

    public void Take(DecodedFrame decoded)
    {
        var delta = decoded.Events[0];
        if (!_isBridged && (_isFutures ? delta.Native < LastNumber : delta.Native <= LastNumber))
        {
            Stale++;
            return;
        }

        if (!IsNext(delta))
            Gaps++;
        _isBridged |= Gaps == 0;
        Apply(decoded);
        LastNumber = delta.Native;
    }

    private bool IsNext(in VenueEvent delta) => (_isFutures, _isBridged) switch
    {
        (true, true) => delta.PreviousNative == LastNumber,
        (true, false) => delta.FirstNative <= LastNumber && LastNumber <= delta.Native,
        (false, true) => delta.FirstNative == LastNumber + 1,
        (false, false) => delta.FirstNative <= LastNumber + 1 && LastNumber + 1 <= delta.Native,
    };

    private void Apply(DecodedFrame decoded)
    {
        Set(_bids, decoded.Bids);
        Set(_asks, decoded.Asks);
    }

    private static void Set(SortedDictionary<Price, Quantity> side, ReadOnlySpan<BookLevel> levels)
    {
        foreach (var level in levels)
            if (level.Quantity.Units == 0)
                side.Remove(level.Price);
            else
                side[level.Price] = level.Quantity;
    }
}
