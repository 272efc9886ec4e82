namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Sends the market summary to its listeners each second; it is made only when somebody listens. Any thread.
/// </summary>
internal sealed class SummaryBoard(Func<ReadOnlyMemory<byte>> summary)
{
    private readonly Lock _lock = new();
    private readonly List<Subscription> _listeners = [];

    public void Join(Subscription channel)
    {
        lock (_lock)
            _listeners.Add(channel);
    }

    public void Leave(Subscription channel)
    {
        channel.Close();
        lock (_lock)
            _listeners.Remove(channel);
    }

    /// <summary>One push to everybody, as of a tape sequence.</summary>
    public void Push(long sequence)
    {
        lock (_lock)
        {
            if (_listeners.Count == 0)
                return;
            var frame = ChannelFrames.Summary(summary().Span);
            foreach (var channel in _listeners)
                channel.Take(frame, sequence, key: 0);
        }
    }
}
