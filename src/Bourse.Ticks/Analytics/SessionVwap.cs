using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// The mean price by volume of the prints that count in price statistics, since the venue's day began; the close where
/// they had no size.
/// </summary>
public sealed class SessionVwap : Indicator
{
    private Int128 _notional;
    private Int128 _volume;

    public override IReadOnlyList<string> Names { get; } = ["vwap"];

    public override int? BarsBefore => null;

    public override bool TryNext(in PricedBar bar, Span<double> figures)
    {
        if (bar.OpensDay)
            (_notional, _volume) = (0, 0);
        _notional = BarCell.AddSaturating(_notional, bar.Notional.Units);
        _volume = BarCell.AddSaturating(_volume, bar.Volume);
        figures[0] = _volume <= 0 ? Close(bar) : (double)_notional / (double)_volume / Price.UnitsPerOne;
        return true;
    }
}
