namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Sends what is for one user's eyes to the sockets that have joined its topic, as it happens: whoever is not there reads of
/// it elsewhere. Never conflated, never waited for: a client that does not keep up loses the channel, and is told. Any
/// thread.
/// </summary>
public sealed class PrivateTopics
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Subscription>> _listeners = new(StringComparer.Ordinal);

    /// <summary>The topic of a user's alerts.</summary>
    public static string AlertsOf(string user) => Topic.AlertsPrefix + user;

    /// <summary>Sends an event to whoever listens, and returns how many sockets do.</summary>
    /// <param name="topic">"alerts:ann".</param>
    /// <param name="name">The event's name: lower-case letters and underscores.</param>
    /// <param name="json">The event's data: the JSON text of an object, in UTF-8.</param>
    public int Publish(string topic, string name, ReadOnlySpan<byte> json)
    {
        lock (_lock)
        {
            if (!_listeners.TryGetValue(topic, out var listeners))
                return 0;
            var frame = ChannelFrames.Private(topic, name, json);
            listeners.RemoveAll(channel => !channel.TakeWhole(frame, sequence: 0));
            return listeners.Count;
        }
    }

    internal void Join(Subscription channel)
    {
        lock (_lock)
        {
            if (!_listeners.TryGetValue(channel.Topic.Name, out var listeners))
                _listeners[channel.Topic.Name] = listeners = [];
            listeners.Add(channel);
        }
    }

    internal void Leave(Subscription channel)
    {
        channel.Close();
        lock (_lock)
            if (_listeners.TryGetValue(channel.Topic.Name, out var listeners)
                && listeners.Remove(channel) && listeners.Count == 0)
                _listeners.Remove(channel.Topic.Name);
    }
}
