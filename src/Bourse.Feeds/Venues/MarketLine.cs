using System.Text;
using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// One instrument on one connection, and how its data are. The feed's thread writes; counts may be read by any.
/// </summary>
internal sealed class MarketLine
{
    private bool _isLive;
    private long _gaps;
    private long _resyncs;
    private long _wrongChecksums;
    private long _rightChecksums;
    private long _events;
    private long _lastEventAt;
    private string _notice = "";

    public MarketLine(VenueSymbol symbol, string venueName, Instrument instrument, AlignedBook book)
    {
        (Symbol, VenueName, Instrument, Book) = (symbol, venueName, instrument, book);
        PriceDecimals = DecimalsOf(symbol.TickSize.Units);
        QuantityDecimals = DecimalsOf(symbol.LotSize.Units);
    }

    public VenueSymbol Symbol { get; }

    public string VenueName { get; }

    public Instrument Instrument { get; set; }

    public AlignedBook Book { get; }

    /// <summary>The decimals that the venue writes prices and quantities with, as far as they are known.</summary>
    public byte PriceDecimals { get; set; }

    public byte QuantityDecimals { get; set; }

    /// <summary>The venue has said its decimals; until then they are the most that its digits have shown.</summary>
    public bool AreDecimalsKnown { get; set; }

    /// <summary>The highest trade id received; 0 before the first.</summary>
    public long LastTradeId { get; set; }

    /// <summary>When bids first stood above asks; null while they do not.</summary>
    public Timestamp? CrossedSince { get; set; }

    /// <summary>When the book is asked for anew; null while nothing is due.</summary>
    public Timestamp? ResyncAt { get; set; }

    /// <summary>How long to wait before the next resync; 0 for at once.</summary>
    public TimeSpan ResyncDelay { get; set; }

    public Timestamp LastResync { get; set; }

    public bool IsLive => Volatile.Read(ref _isLive);

    public long Gaps => Volatile.Read(ref _gaps);

    public long Resyncs => Volatile.Read(ref _resyncs);

    public long WrongChecksums => Volatile.Read(ref _wrongChecksums);

    /// <summary>Books and changes whose checksum was the venue's.</summary>
    public long RightChecksums => Volatile.Read(ref _rightChecksums);

    public long Events => Volatile.Read(ref _events);

    public Timestamp LastEventAt => new(Volatile.Read(ref _lastEventAt));

    /// <summary>Takes the decimals of an event's digits for as long as the venue has not said its own.</summary>
    public void LearnDecimals(in VenueEvent said)
    {
        if (AreDecimalsKnown)
            return;
        PriceDecimals = Math.Max(PriceDecimals, said.PriceDecimals);
        QuantityDecimals = Math.Max(QuantityDecimals, said.QuantityDecimals);
    }

    public void CountEvent(Timestamp at)
    {
        Volatile.Write(ref _events, _events + 1);
        Volatile.Write(ref _lastEventAt, at.Nanoseconds);
    }

    /// <summary>What the venue said of it last, why it refuses it among others; empty where it said nothing.</summary>
    public string Notice { get => Volatile.Read(ref _notice); set => Volatile.Write(ref _notice, value); }

    public void CountGap() => Volatile.Write(ref _gaps, _gaps + 1);

    public void CountResync() => Volatile.Write(ref _resyncs, _resyncs + 1);

    public void CountChecksum(bool isRight)
    {
        if (isRight)
            Volatile.Write(ref _rightChecksums, _rightChecksums + 1);
        else
            Volatile.Write(ref _wrongChecksums, _wrongChecksums + 1);
    }

    public void ShowLive(bool isLive) => Volatile.Write(ref _isLive, isLive);

    /// <summary>The venue's name in a frame, and as a JSON writer that escapes slashes puts it.</summary>
    public IEnumerable<byte[]> NamesInFrames()
    {
        yield return Encoding.UTF8.GetBytes(VenueName);
        if (VenueName.Contains('/', StringComparison.Ordinal))
            yield return Encoding.UTF8.GetBytes(VenueName.Replace("/", "\\/", StringComparison.Ordinal));
    }

    // A tick of 0.05 has two decimals.
    private static byte DecimalsOf(long units)
    {
        if (units == 0)
            return 0;
        byte decimals = 8;
        for (; decimals > 0 && units % 10 == 0; decimals--)
            units /= 10;
        return decimals;
    }
}
