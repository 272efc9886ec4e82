namespace Bourse.Gateway.WebSocket;

/// <summary>How many sockets each user and each address has. Guarded by its owner.</summary>
internal sealed class SocketCensus(WebSocketLimits limits)
{
    private readonly Dictionary<string, int> _ofUsers = new(StringComparer.Ordinal);
    private readonly Dictionary<UInt128, int> _ofAddresses = [];

    /// <summary>Counts one more; false when its user or its address has as many as may be.</summary>
    public bool TryEnter(SocketPeer peer)
    {
        if (peer.Caller.IsKnown && _ofUsers.GetValueOrDefault(peer.Caller.User) >= limits.SocketsPerUserMax)
            return false;
        if (peer.Subscriber is { } address && _ofAddresses.GetValueOrDefault(address) >= limits.SocketsPerAddressMax)
            return false;
        Add(peer, 1);
        return true;
    }

    public void Leave(SocketPeer peer) => Add(peer, -1);

    private void Add(SocketPeer peer, int count)
    {
        if (peer.Caller.IsKnown)
            Add(_ofUsers, peer.Caller.User, count);
        if (peer.Subscriber is { } address)
            Add(_ofAddresses, address, count);
    }

    private static void Add<T>(Dictionary<T, int> counts, T key, int count)
        where T : notnull
    {
        var sum = counts.GetValueOrDefault(key) + count;
        if (sum == 0)
            counts.Remove(key);
        else
            counts[key] = sum;
    }
}
