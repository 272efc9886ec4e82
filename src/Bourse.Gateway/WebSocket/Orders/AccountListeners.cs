namespace Bourse.Gateway.WebSocket;

/// <summary>Who listens to which account, and which event each account had last. Guarded by its owner.</summary>
/// <param name="start">Before the first event that is counted: of what came earlier nothing is known.</param>
internal sealed class AccountListeners(long start)
{
    /// <summary>Stands for all accounts: no account has this number.</summary>
    public const int Everybody = 0;

    private readonly Dictionary<int, List<Subscription>> _listeners = [];
    private long[] _last = new long[64];

    public int Count => _listeners.Values.Sum(listeners => listeners.Count);

    public List<Subscription>? Of(int account) => _listeners.GetValueOrDefault(account);

    public void Add(Subscription channel)
    {
        if (!_listeners.TryGetValue(channel.Account, out var listeners))
            _listeners[channel.Account] = listeners = [];
        listeners.Add(channel);
    }

    public void Remove(Subscription channel)
    {
        if (_listeners.TryGetValue(channel.Account, out var listeners)
            && listeners.Remove(channel) && listeners.Count == 0)
            _listeners.Remove(channel.Account);
    }

    /// <summary>An account has an event; returns the sequence after which it had none before.</summary>
    public long Advance(int account, long sequence)
    {
        if (account >= _last.Length)
            Array.Resize(ref _last, Math.Max(account + 1, 2 * _last.Length));
        var previous = Math.Max(_last[account], start);
        _last[account] = sequence;
        return previous;
    }
}
