namespace Bourse.Feeds.Venues;

/// <summary>Lets so many frames a second through, as many at once after a pause. One thread.</summary>
internal sealed class SendGate(int perSecond, TimeProvider clock)
{
    private double _credit = perSecond;
    private long _since = clock.GetTimestamp();

    /// <summary>True, and one less may pass, when one may pass now.</summary>
    public bool TryPass()
    {
        var now = clock.GetTimestamp();
        _credit = Math.Min(perSecond, _credit + (clock.GetElapsedTime(_since, now).TotalSeconds * perSecond));
        _since = now;
        if (_credit < 1)
            return false;
        _credit--;
        return true;
    }
}
