using Bourse.Market;
using Bourse.Records;

namespace Bourse.Gateway.Watching;

/// <summary>
/// An alert at work: it fires once when its value reaches the threshold, and where it repeats is ready again once the value
/// has come back by the hysteresis, which is in percent of the threshold.
/// </summary>
internal sealed class WatchedAlert
{
    private readonly bool _isBelow;
    private readonly long _fireAt;
    private readonly long _backAt;

    public WatchedAlert(Alert alert)
    {
        Alert = alert;
        HasFired = alert.HasFired;
        _isBelow = alert.Kind == AlertKind.PriceBelow;
        _fireAt = alert.Threshold;
        _backAt = BackAt(alert.Threshold, alert.Hysteresis, _isBelow);
    }

    public Alert Alert { get; }

    public bool HasFired { get; private set; }

    /// <summary>It never fires again.</summary>
    public bool IsOver => HasFired && !Alert.IsRepeating;

    /// <summary>Values from the low to the high change nothing.</summary>
    public (long Low, long High) Quiet => (IsOver, HasFired, _isBelow) switch
    {
        (true, _, _) => (long.MinValue, long.MaxValue),
        (_, false, false) => (long.MinValue, _fireAt - 1),
        (_, false, true) => (_fireAt + 1, long.MaxValue),
        (_, true, false) => (_backAt + 1, long.MaxValue),
        (_, true, true) => (long.MinValue, _backAt - 1),
    };

    /// <summary>Takes the value as it is now; true when it fired or is ready again.</summary>
    public bool Take(long value)
    {
        var (low, high) = Quiet;
        if (value >= low && value <= high)
            return false;
        HasFired = !HasFired;
        return true;
    }

    // Always on the other side of the threshold, or a value that stays there would fire again and again.
    private static long BackAt(long threshold, long hysteresis, bool isBelow)
    {
        var distance = Int128.Abs(threshold) * hysteresis / (100 * Price.UnitsPerOne);
        distance = Int128.Max(distance, 1);
        var back = isBelow ? threshold + distance : threshold - distance;
        return (long)Int128.Clamp(back, long.MinValue + 1, long.MaxValue - 1);
    }
}
