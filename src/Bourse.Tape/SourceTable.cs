using Bourse.Market;

namespace Bourse.Tape;

/// <summary>The sources of one tape and how far each has been taken. The tape's thread advances; any thread opens.</summary>
internal sealed class SourceTable
{
    public const int SourcesMax = 10_000_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Source> _byKey = new(StringComparer.Ordinal);
    private Progress?[] _progress = new Progress?[64];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes a definition read from a tape.</summary>
    public void Put(Source source)
    {
        lock (_lock)
        {
            if (source.Id.Number >= _progress.Length)
                Grow(source.Id.Number);
            _byKey[source.Key] = source;
            var progress = _progress[source.Id.Number] ??= new Progress { Numbering = source.Numbering };
            progress.Position = Math.Max(progress.Position, source.Position);
            Volatile.Write(ref _count, Math.Max(_count, source.Id.Number));
        }
    }

    /// <summary>The source of that key with its position, made with the next free number when it is new.</summary>
    /// <exception cref="InvalidOperationException">The key is known with another numbering.</exception>
    public Source Open(string key, Numbering numbering, out bool isNew)
    {
        lock (_lock)
        {
            isNew = !_byKey.TryGetValue(key, out var known);
            if (known is null)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(_count, SourcesMax);
                known = new Source(new SourceId(_count + 1), key, numbering);
                Put(known);
                return known;
            }

            if (known.Numbering != numbering)
                throw new InvalidOperationException($"Source '{key}' is numbered by {known.Numbering}, not {numbering}.");
            return WithPosition(known);
        }
    }

    public Numbering NumberingOf(SourceId id) => ProgressOf(id).Numbering;

    /// <summary>Tape thread: false when the source has given that number before.</summary>
    public bool TryAdvance(SourceId id, long native)
    {
        var progress = ProgressOf(id);
        if (native <= progress.Position)
            return false;
        Volatile.Write(ref progress.Position, native);
        return true;
    }

    /// <summary>Tape thread: where on the tape the source's latest event stands.</summary>
    public void SetLast(SourceId id, long sequence) =>
        Volatile.Write(ref ProgressOf(id).LastSequence, sequence);

    /// <summary>The tape sequence of the source's latest event; 0 when it has none.</summary>
    public long LastSequenceOf(SourceId id) => Volatile.Read(ref ProgressOf(id).LastSequence);

    /// <summary>Every source with its present position, to be stated again before old segments are deleted.</summary>
    public IReadOnlyList<Source> Snapshot()
    {
        lock (_lock)
            return [.. _byKey.Values.OrderBy(source => source.Id.Number).Select(WithPosition)];
    }

    private Source WithPosition(Source source) =>
        source with { Position = Volatile.Read(ref ProgressOf(source.Id).Position) };

    private Progress ProgressOf(SourceId id) => Volatile.Read(ref _progress)[id.Number]!;

    private void Grow(int number)
    {
        var larger = new Progress?[Math.Max(number + 1, _progress.Length * 2)];
        _progress.CopyTo(larger, 0);
        Volatile.Write(ref _progress, larger);
    }

    // A class, so that a grown array goes on sharing what the old one counted.
    private sealed class Progress
    {
        public Numbering Numbering;
        public long Position;
        public long LastSequence;
    }
}
