namespace Bourse.Ticks;

/// <summary>
/// Keeps columns and bars within a number of bytes: when they exceed it, the chunks whose last time is oldest are
/// dropped over all instruments, a sixteenth of the bound at once so that the search for them is paid rarely.
/// Writer only.
/// </summary>
internal sealed class MemoryBound
{
    private const int ShareDropped = 16;

    private readonly MemoryGauge _memory;
    private readonly long _bytesMax;
    private readonly List<(long LastTime, int Bytes)> _chunks = [];
    private long _retryAbove;
    private long _evictions;

    public MemoryBound(MemoryGauge memory, long bytesMax) =>
        (_memory, _bytesMax, _retryAbove) = (memory, bytesMax, bytesMax);

    public bool IsExceeded => _memory.Bytes > _retryAbove;

    public long Evictions => Volatile.Read(ref _evictions);

    public void Evict(ReadOnlySpan<InstrumentTicks?> instruments)
    {
        foreach (var ticks in instruments)
            ticks?.List(_chunks);
        _chunks.Sort();
        var excess = _memory.Bytes - _bytesMax + (_bytesMax / ShareDropped);
        var last = 0;
        for (; last < _chunks.Count - 1 && excess > _chunks[last].Bytes; last++)
            excess -= _chunks[last].Bytes;

        if (_chunks.Count > 0)
            foreach (var ticks in instruments)
                ticks?.DropThrough(_chunks[last].LastTime);
        _chunks.Clear();
        Volatile.Write(ref _evictions, _evictions + 1);

        // What cannot be dropped (books, day bars) may alone exceed the bound: then look again only after more grew.
        _retryAbove = Math.Max(_bytesMax, _memory.Bytes + (_bytesMax / ShareDropped / 2));
    }
}
