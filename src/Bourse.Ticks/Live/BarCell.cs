using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// What one bar is kept as: sums and extremes that come out the same in whatever order its trades arrive; open and
/// close carry their venue times for that. Trades are added in the order of their sequences, so that of two of one
/// time the later added is the later. 112 bytes.
/// </summary>
internal struct BarCell
{
    public const int Bytes = 112;

    // Sizes are summed in 128 bits: a coin that trades by the trillion passes 64 bits of 10⁻⁸ units.
    private Int128 _volume;
    private Int128 _pricedVolume;
    private Int128 _notional;
    private long _openTime;
    private long _closeTime;
    private long _open;
    private long _high;
    private long _low;
    private long _close;
    private uint _trades;
    private uint _pricedTrades;

    public readonly bool HasPrice => _pricedTrades > 0;

    public readonly Price? Close => HasPrice ? new Price(_close) : null;

    /// <summary>Σ size of priced trades, in units of 10⁻⁸.</summary>
    public readonly Int128 PricedVolume => _pricedVolume;

    /// <summary>Σ price × size of priced trades, in units of 10⁻¹⁶.</summary>
    public readonly Notional Notional => new(_notional);

    public void Add(in Print print)
    {
        unchecked
        {
            _trades++;
            _volume += print.Size;
            if (!print.IsPriced)
                return;
            _pricedVolume += print.Size;
        }

        _notional = AddSaturating(_notional, print.Notional);
        if (_pricedTrades++ == 0)
        {
            _open = _high = _low = _close = print.Price;
            _openTime = _closeTime = print.Time;
            return;
        }

        _high = Math.Max(_high, print.Price);
        _low = Math.Min(_low, print.Price);
        if (print.Time >= _closeTime)
            (_close, _closeTime) = (print.Price, print.Time);
        else if (print.Time < _openTime)
            (_open, _openTime) = (print.Price, print.Time);
    }

    public readonly Bar ToBar(long start) => new()
    {
        Start = new Timestamp(start),
        Open = HasPrice ? new Price(_open) : null,
        High = HasPrice ? new Price(_high) : null,
        Low = HasPrice ? new Price(_low) : null,
        Close = Close,
        Volume = new Quantity((long)Int128.Min(_volume, long.MaxValue)),
        Vwap = Vwap(),
        Trades = (int)Math.Min(_trades, int.MaxValue),
    };

    /// <summary>Only prices and sizes far outside any market reach the limits; they must not stop the rest.</summary>
    public static Int128 AddSaturating(Int128 left, Int128 right)
    {
        var sum = unchecked(left + right);
        if (((left ^ sum) & (right ^ sum)) >= 0)
            return sum;
        return left < 0 ? Int128.MinValue : Int128.MaxValue;
    }

    // As Notional.Over, for a quantity that may take more than 64 bits.
    private readonly Price? Vwap()
    {
        if (_pricedVolume <= 0)
            return null;
        if (_pricedVolume <= long.MaxValue && _notional < Int128.MaxValue / 2 && _notional > Int128.MinValue / 2)
            return new Notional(_notional).Over(new Quantity((long)_pricedVolume));
        return new Price((long)Int128.Clamp(_notional / _pricedVolume, long.MinValue, long.MaxValue));
    }
}
