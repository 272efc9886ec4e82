namespace Bourse.Gateway.WebSocket;

/// <summary>
/// What a channel kept, and what it let go, while its client was behind. Guarded by the client's outbox.
/// </summary>
internal sealed class Lag
{
    private readonly Dictionary<long, OutboxEntry> _latest = [];

    /// <summary>Frames that will never be sent.</summary>
    public long Dropped { get; private set; }

    public long FromSequence { get; private set; } = long.MaxValue;

    public long ToSequence { get; private set; }

    /// <summary>Keeps the frame in the place of the one with the same key.</summary>
    public void Keep(long key, in OutboxEntry entry)
    {
        if (_latest.TryGetValue(key, out var replaced))
            Drop(replaced.Sequence);
        _latest[key] = entry;
    }

    /// <summary>Counts a frame that nothing replaces.</summary>
    public void Drop(long sequence)
    {
        Dropped++;
        FromSequence = Math.Min(FromSequence, sequence);
        ToSequence = Math.Max(ToSequence, sequence);
    }

    /// <summary>The frames that were kept, in the tape's order.</summary>
    public OutboxEntry[] Latest()
    {
        var entries = new OutboxEntry[_latest.Count];
        _latest.Values.CopyTo(entries, 0);
        Array.Sort(entries, (left, right) => left.Sequence.CompareTo(right.Sequence));
        return entries;
    }
}
