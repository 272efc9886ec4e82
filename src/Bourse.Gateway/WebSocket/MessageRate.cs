namespace Bourse.Gateway.WebSocket;

/// <summary>Counts one client's messages in each second. For one thread.</summary>
internal sealed class MessageRate(int messagesPerSecondMax, TimeProvider clock)
{
    /// <summary>So many times the limit in one second is no mistake any more.</summary>
    private const int FloodFactor = 10;

    private long _since = clock.GetTimestamp();
    private long _count;

    /// <summary>More than ten times the limit in this second.</summary>
    public bool IsFlood => _count > (long)messagesPerSecondMax * FloodFactor;

    /// <summary>Counts a message; false when it is above the limit of this second.</summary>
    public bool TryTake()
    {
        if (clock.GetElapsedTime(_since) >= TimeSpan.FromSeconds(1))
            (_since, _count) = (clock.GetTimestamp(), 0);
        return ++_count <= messagesPerSecondMax;
    }
}
