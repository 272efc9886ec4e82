namespace Bourse.Gateway.WebSocket;

/// <summary>The channels that one client has joined, and what still runs for them. Any thread.</summary>
internal sealed class JoinedChannels
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Subscription> _joined = new(StringComparer.Ordinal);
    private readonly List<Task> _running = [];

    public int Count
    {
        get
        {
            lock (_lock)
                return _joined.Count;
        }
    }

    public IReadOnlyList<Topic> Topics()
    {
        lock (_lock)
            return [.. _joined.Values.Select(channel => channel.Topic)];
    }

    public Subscription? Find(string topic)
    {
        lock (_lock)
            return _joined.GetValueOrDefault(topic);
    }

    /// <summary>Takes the place of another of the same topic.</summary>
    public void Add(Subscription channel)
    {
        lock (_lock)
            _joined[channel.Topic.Name] = channel;
    }

    /// <summary>Nothing happens where another has its place.</summary>
    public void Remove(Subscription channel)
    {
        lock (_lock)
            if (_joined.GetValueOrDefault(channel.Topic.Name) == channel)
                _joined.Remove(channel.Topic.Name);
    }

    /// <summary>Runs what a channel needs beside the client's messages. For the thread that reads these.</summary>
    public void Start(Func<Task> run)
    {
        _running.RemoveAll(done => done.IsCompleted);
        _running.Add(Task.Run(run));
    }

    /// <summary>Empties it, and returns what was in it.</summary>
    public IReadOnlyList<Subscription> TakeAll()
    {
        lock (_lock)
        {
            Subscription[] all = [.. _joined.Values];
            _joined.Clear();
            return all;
        }
    }

    /// <summary>Completes when all that runs has ended.</summary>
    public Task EndedAsync() => Task.WhenAll(_running);
}
