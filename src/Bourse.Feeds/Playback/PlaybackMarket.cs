using System.Text.Json;
using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>What a playback knows of one instrument at the moment it has come to. One thread.</summary>
internal sealed class PlaybackMarket
{
    private const int DecimalsUnknown = 8;

    private readonly byte[] _nameBytes;
    private long _tradesCounted;
    private readonly ShownSide _bids = new(Side.Buy, int.MaxValue);
    private readonly ShownSide _asks = new(Side.Sell, int.MaxValue);
    private Int128 _turnover;
    private Int128 _volume;
    private long _day = long.MinValue;

    public PlaybackMarket(Instrument instrument, string venueName, int index)
    {
        (Instrument, VenueName, Index) = (instrument, venueName, index);
        _nameBytes = JsonEncodedText.Encode(venueName).EncodedUtf8Bytes.ToArray();
        PriceDecimals = DecimalsOf(instrument.TickSize.Units);
        QuantityDecimals = DecimalsOf(instrument.LotSize.Units);
    }

    public Instrument Instrument { get; }

    /// <summary>As the protocol that is played names it.</summary>
    public string VenueName { get; }

    /// <summary>The same, as it is written into JSON.</summary>
    public ReadOnlySpan<byte> NameBytes => _nameBytes;

    /// <summary>From 0, in the order of the venue's instruments.</summary>
    public int Index { get; }

    /// <summary>Those of a tick; 8 where it is not known.</summary>
    public byte PriceDecimals { get; }

    public byte QuantityDecimals { get; }

    public Book Book { get; } = new();

    /// <summary>Levels a side that are known, where a capture has no more; 0: all.</summary>
    public int BookDepth { get; init; }

    /// <summary>A snapshot has been seen.</summary>
    public bool IsBookKnown { get; private set; }

    /// <summary>What the last snapshot changed in the book before it.</summary>
    public ReadOnlySpan<BookLevel> SnapshotBids => _bids.Changes;

    public ReadOnlySpan<BookLevel> SnapshotAsks => _asks.Changes;

    /// <summary>The tape's sequence of what came last.</summary>
    public long LastSequence { get; private set; }

    public Quote Quote { get; private set; }

    public bool HasQuote { get; private set; }

    public Trade LastTrade { get; private set; }

    /// <summary>The last trade's id: the venue's, or its number in this playback; 0 before the first.</summary>
    public long LastTradeId { get; private set; }

    /// <summary>Of the UTC day that the last trade is of.</summary>
    public Price Open { get; private set; }

    public Price High { get; private set; }

    public Price Low { get; private set; }

    public Quantity Volume => new((long)Int128.Min(_volume, long.MaxValue));

    public Price AveragePrice => _volume == 0 ? LastTrade.Price : new Price((long)(_turnover / _volume));

    /// <summary>The best prices: of the last quote, or of the book where the venue gives no quotes.</summary>
    public (BookLevel Bid, BookLevel Ask) Best => HasQuote
        ? (new BookLevel(Quote.Bid, Quote.BidSize), new BookLevel(Quote.Ask, Quote.AskSize))
        : (BestOf(Book.Bids), BestOf(Book.Asks));

    /// <summary>When the last price or quote was made.</summary>
    public Timestamp TickerTime =>
        LastTrade.Header.VenueTime > Quote.Header.VenueTime ? LastTrade.Header.VenueTime : Quote.Header.VenueTime;

    public void Take(in Trade trade, bool isNumbered, long sequence)
    {
        (LastTrade, LastSequence) = (trade, sequence);
        LastTradeId = isNumbered ? trade.Header.Native : ++_tradesCounted;
        if (!trade.IsPriced)
            return;
        var day = Math.DivRem(trade.Header.VenueTime.Nanoseconds, Timestamp.PerDay).Quotient;
        if (day != _day)
        {
            (_day, _volume, _turnover) = (day, 0, 0);
            Open = High = Low = trade.Price;
        }

        High = trade.Price > High ? trade.Price : High;
        Low = trade.Price < Low ? trade.Price : Low;
        _volume += trade.Quantity.Units;
        _turnover += (Int128)trade.Quantity.Units * trade.Price.Units;
    }

    public void Take(in Quote quote, long sequence) => (Quote, HasQuote, LastSequence) = (quote, true, sequence);

    public void Take(in BookUpdate update, bool isSnapshot, long sequence)
    {
        LastSequence = sequence;
        if (!isSnapshot)
        {
            Book.ApplyDelta(update, sequence);
            Trim(Book.Bids);
            Trim(Book.Asks);
            return;
        }

        Compare();
        Book.ApplySnapshot(update, sequence);
        Compare();
        IsBookKnown = true;
    }

    private void Compare()
    {
        _bids.Update(Book.Bids);
        _asks.Update(Book.Asks);
    }

    private void Trim(BookSide side)
    {
        while (BookDepth > 0 && side.Count > BookDepth)
            side.Set(new BookLevel(side[side.Count - 1].Price, Quantity.Zero));
    }

    private static BookLevel BestOf(BookSide side) => side.Count == 0 ? default : side[0];

    private static byte DecimalsOf(long step)
    {
        if (step == 0)
            return DecimalsUnknown;
        byte decimals = 8;
        for (; decimals > 0 && step % 10 == 0; step /= 10)
            decimals--;
        return decimals;
    }
}
