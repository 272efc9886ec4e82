using System.Diagnostics;

namespace Bourse.Journal;

/// <summary>
/// In which traces the latest records that somebody traces were appended. A record carries no trace, so that whoever writes
/// what follows from it asks here. Holds so many; an older one is forgotten. Any thread.
/// </summary>
public sealed class SequenceTraces
{
    public const int TracesMax = 4_096;

    private readonly Lock _lock = new();
    private (long Sequence, ActivityContext Context)[] _latest = [];
    private int _next;

    public void Add(long sequence, ActivityContext context)
    {
        lock (_lock)
        {
            // Nothing is held where nobody traces.
            if (_latest.Length == 0)
                Volatile.Write(ref _latest, new (long, ActivityContext)[TracesMax]);
            _latest[_next] = (sequence, context);
            _next = (_next + 1) % TracesMax;
        }
    }

    /// <summary>Those of the records from the first to the last, both included, by sequence.</summary>
    public IReadOnlyList<(long Sequence, ActivityContext Context)> Between(long first, long last)
    {
        if (Volatile.Read(ref _latest).Length == 0)
            return [];
        lock (_lock)
            return
            [
                .. _latest.Where(one => one.Sequence > 0 && one.Sequence >= first && one.Sequence <= last)
                    .OrderBy(one => one.Sequence),
            ];
    }
}
