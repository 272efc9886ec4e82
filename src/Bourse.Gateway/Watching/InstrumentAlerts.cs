using Bourse.Market;
using Bourse.Records;

namespace Bourse.Gateway.Watching;

/// <summary>The alerts on one instrument, and how new the newest price and quote are.</summary>
internal sealed class InstrumentAlerts
{
    private readonly Levels _prices = new();
    private readonly Levels _spreads = new();
    private readonly List<WindowAlert> _windows = [];

    /// <summary>The venue's time of the newest price, nanoseconds since 1970: older ones are late, and move nothing.</summary>
    public long PriceTime { get; set; } = long.MinValue;

    /// <summary>As <see cref="PriceTime"/>, of the newest quote.</summary>
    public long QuoteTime { get; set; } = long.MinValue;

    public void Add(WatchedAlert alert)
    {
        if (alert.IsOver)
            return;
        if (LevelsOf(alert) is { } levels)
            levels.Add(alert);
        else
            _windows.Add(new WindowAlert(alert));
    }

    public void Remove(WatchedAlert alert)
    {
        LevelsOf(alert)?.Remove(alert);
        _windows.RemoveAll(window => window.Watched == alert);
    }

    public void Take(in Trade trade, in Sighting at, List<AlertChange> changes)
    {
        var isPrice = trade.IsPriced && at.Time >= PriceTime;
        foreach (var window in _windows)
            window.Take(trade, isPrice, at, changes);
        if (!isPrice)
            return;
        PriceTime = at.Time;
        _prices.Take(trade.Price.Units, at, changes);
    }

    public void Take(in Quote quote, in Sighting at, List<AlertChange> changes)
    {
        if (at.Time < QuoteTime)
            return;
        QuoteTime = at.Time;
        if ((quote.Header.Flags & EventFlags.MaybeBadBook) == 0 && SpreadOf(quote) is { } spread)
            _spreads.Take(spread, at, changes);
    }

    private Levels? LevelsOf(WatchedAlert alert) => alert.Alert.Kind switch
    {
        AlertKind.PriceAbove or AlertKind.PriceBelow => _prices,
        AlertKind.SpreadAbove => _spreads,
        _ => null,
    };

    // In 10⁻⁸ of a percent of the middle; null where a side is empty, the quote is crossed or the middle not above zero.
    private static long? SpreadOf(in Quote quote)
    {
        var middle = (Int128)quote.Bid.Units + quote.Ask.Units;
        if (quote.BidSize.Units <= 0 || quote.AskSize.Units <= 0 || quote.Bid > quote.Ask || middle <= 0)
            return null;
        var spread = ((Int128)quote.Ask.Units - quote.Bid.Units) * 200 * Price.UnitsPerOne / middle;
        return (long)Int128.Min(spread, long.MaxValue);
    }
}
