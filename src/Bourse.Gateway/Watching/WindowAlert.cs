using Bourse.Market;
using Bourse.Records;

namespace Bourse.Gateway.Watching;

/// <summary>
/// An alert on what happened within a window of the venue's time, which begins empty when the alert is made: how far the
/// price has come from its lowest or highest, in percent, or how much was traded.
/// </summary>
internal sealed class WindowAlert
{
    private readonly WindowSteps _steps;
    private readonly VolumeWindow? _volume;
    private readonly ExtremeWindow? _prices;
    private long _price;

    public WindowAlert(WatchedAlert watched)
    {
        Watched = watched;
        _steps = WindowSteps.Of(watched.Alert.WindowSeconds);
        if (watched.Alert.Kind == AlertKind.VolumeAbove)
            _volume = new VolumeWindow(_steps.Count);
        else
            _prices = new ExtremeWindow(_steps.Count, isLowest: watched.Alert.Kind == AlertKind.PercentUp);
    }

    public WatchedAlert Watched { get; }

    /// <param name="isPrice">The trade is one of prices, and the newest so far; else it counts as volume only.</param>
    public void Take(in Trade trade, bool isPrice, in Sighting at, List<AlertChange> changes)
    {
        if (at.Sequence <= Watched.Alert.Since)
            return;
        var step = _steps.Of(at.Time);
        if (_volume is not null)
            Take(_volume, step, trade.Quantity.Units, at, changes);
        else if (isPrice)
            Take(_prices!, step, trade.Price.Units, at, changes);
    }

    // What has left the window is looked at first: a value that fell and rose again since has come back in between.
    private void Take(VolumeWindow volume, long step, long size, in Sighting at, List<AlertChange> changes)
    {
        volume.Advance(step);
        if (Watched.HasFired)
            Test(volume.Sum, at, changes);
        volume.Add(step, size);
        Test(volume.Sum, at, changes);
    }

    private void Take(ExtremeWindow prices, long step, long price, in Sighting at, List<AlertChange> changes)
    {
        prices.Advance(step);
        if (Watched.HasFired)
            Test(ChangeFrom(prices.Extreme ?? _price), at, changes);
        prices.Add(step, price);
        _price = price;
        Test(ChangeFrom(prices.Extreme!.Value), at, changes);
    }

    // In 10⁻⁸ of a percent; of a price that is not above zero there are no percent.
    private Int128 ChangeFrom(long extreme)
    {
        if (extreme <= 0)
            return 0;
        Int128 change = Watched.Alert.Kind == AlertKind.PercentUp
            ? (Int128)_price - extreme
            : (Int128)extreme - _price;
        return change * 100 * Price.UnitsPerOne / extreme;
    }

    private void Test(Int128 value, in Sighting at, List<AlertChange> changes)
    {
        var seen = (long)Int128.Clamp(value, long.MinValue, long.MaxValue);
        if (!at.IsPast && Watched.Take(seen))
            changes.Add(new AlertChange(Watched.Alert, Watched.HasFired, seen, at.Sequence, at.Time));
    }
}
