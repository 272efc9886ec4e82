using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>Every source's definition and state. One writer; <see cref="All"/> may be read on any thread.</summary>
internal sealed class FeedBoard
{
    /// <summary>More sources than any tape has; a number above is not one.</summary>
    public const int SourcesMax = 1_000_000;

    private readonly SortedDictionary<int, FeedLine> _lines = [];
    private FeedLine[]? _published = [];

    public IReadOnlyList<FeedLine> All
    {
        get
        {
            if (Volatile.Read(ref _published) is { } published)
                return published;
            lock (_lines)
                return _published = [.. _lines.Values];
        }
    }

    public bool Define(ReadOnlySpan<byte> payload)
    {
        if (SourceDefinition.Read(payload) is not { } source || source.Id.Number is < 1 or > SourcesMax)
            return false;
        Put(LineOf(source.Id) with { Source = source });
        return true;
    }

    public bool ApplyStatus(ReadOnlySpan<byte> payload)
    {
        if (FeedStatus.Read(payload) is not { } status)
            return false;

        // What is said of one instrument is not how its feed is.
        if (status.Header.Instrument == InstrumentId.None)
            Put(LineOf(status.Header.Source) with { Status = status });
        return true;
    }

    public void CountGap(SourceId source)
    {
        var line = LineOf(source);
        Put(line with { Gaps = line.Gaps + 1 });
    }

    private FeedLine LineOf(SourceId id) =>
        _lines.TryGetValue(id.Number, out var line) ? line : new FeedLine(new Source(id, "", Numbering.None), null, 0);

    // The list is made anew when it is next asked for, not with each of a burst of changes.
    private void Put(FeedLine line)
    {
        lock (_lines)
        {
            _lines[line.Source.Id.Number] = line;
            Volatile.Write(ref _published, null);
        }
    }
}
