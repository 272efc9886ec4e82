using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// Where on the tape some of a book's snapshots stand: enough to replay any moment from near it. Not thread-safe.
/// </summary>
internal sealed class SnapshotPositions
{
    /// <summary>Above this many, every second one is forgotten: replays get longer, no answer is lost.</summary>
    public const int PositionsMax = 1 << 16;

    // Replaying this many changes is cheap; a venue that sends nothing but snapshots is kept track of sparsely.
    private const int ChangesBetween = 256;
    private const long TimeBetween = 10 * Timestamp.PerSecond;

    private readonly List<(long Time, long Sequence)> _positions = [];
    private int _changes;

    public long Bytes => 16L * _positions.Capacity;

    public void Add(Timestamp time, long sequence)
    {
        var isNear = _positions.Count > 0 && ++_changes < ChangesBetween
            && time.Nanoseconds < _positions[^1].Time + TimeBetween;
        if (isNear)
            return;
        if (_positions.Count == PositionsMax)
            Thin();
        _positions.Add((time.Nanoseconds, sequence));
        _changes = 0;
    }

    public void CountDelta() => _changes++;

    /// <summary>The last position, from a sequence on, whose time is not after the given one.</summary>
    public long? Before(Timestamp time, long firstSequence)
    {
        for (var i = _positions.Count - 1; i >= 0 && _positions[i].Sequence >= firstSequence; i--)
            if (_positions[i].Time <= time.Nanoseconds)
                return _positions[i].Sequence;
        return null;
    }

    private void Thin()
    {
        var kept = 0;
        for (var i = 0; i < _positions.Count; i += 2)
            _positions[kept++] = _positions[i];
        _positions.RemoveRange(kept, _positions.Count - kept);
    }
}
