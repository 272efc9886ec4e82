using Bourse.Records;

namespace Bourse.Gateway.Watching;

/// <summary>
/// Alerts that look at one value. As long as it stays within what changes none of them, it costs two comparisons.
/// </summary>
internal sealed class Levels
{
    private readonly List<WatchedAlert> _alerts = [];
    private long _low = long.MinValue;
    private long _high = long.MaxValue;

    public void Add(WatchedAlert alert)
    {
        _alerts.Add(alert);
        Narrow(alert);
    }

    public void Remove(WatchedAlert alert)
    {
        _alerts.Remove(alert);
        Settle();
    }

    public void Take(long value, in Sighting at, List<AlertChange> changes)
    {
        if (at.IsPast || (value >= _low && value <= _high))
            return;
        foreach (var alert in _alerts)
            if (at.Sequence > alert.Alert.Since && alert.Take(value))
                changes.Add(new AlertChange(alert.Alert, alert.HasFired, value, at.Sequence, at.Time));
        _alerts.RemoveAll(alert => alert.IsOver);
        Settle();
    }

    private void Settle()
    {
        (_low, _high) = (long.MinValue, long.MaxValue);
        foreach (var alert in _alerts)
            Narrow(alert);
    }

    private void Narrow(WatchedAlert alert)
    {
        var (low, high) = alert.Quiet;
        (_low, _high) = (Math.Max(_low, low), Math.Min(_high, high));
    }
}
