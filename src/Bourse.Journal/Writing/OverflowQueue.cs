namespace Bourse.Journal;

/// <summary>
/// The sealed segments that lie in memory because the disk refuses, oldest first. The writer's thread adds; the
/// stager's thread writes them out.
/// </summary>
internal sealed class OverflowQueue(
    IJournalFiles files, string directory, SegmentCatalog catalog, SegmentFlusher flusher)
{
    private readonly Lock _gate = new();
    private readonly Queue<Segment> _sealed = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _sealed.Count;
        }
    }

    public void Enqueue(Segment segment)
    {
        lock (_gate)
            _sealed.Enqueue(segment);
    }

    /// <summary>
    /// Writes all out, oldest first. Throws when the disk refuses; what is not written stays in memory.
    /// </summary>
    public void WriteOut()
    {
        while (Oldest() is { } segment)
        {
            var copy = Write(segment);
            catalog.Add(copy);
            flusher.Replace(segment, copy);
            lock (_gate)
                _sealed.Dequeue();
        }
    }

    private Segment? Oldest()
    {
        lock (_gate)
            return _sealed.TryPeek(out var segment) ? segment : null;
    }

    private Segment Write(Segment segment)
    {
        var unfinished = Path.Combine(directory, SegmentName.OverflowName);
        var region = files.Create(unfinished, segment.Bytes);
        try
        {
            segment.Region.Content.CopyTo(region.Content);
            files.Sync(region);
            files.Rename(region, segment.Path);
        }
        catch
        {
            region.Dispose();
            files.Delete(unfinished);
            throw;
        }
        var copy = new Segment(region, segment.Path, segment.Header) { Index = segment.Index };
        copy.Publish(segment.SealOffset, segment.LastSequence);
        copy.PublishSeal(segment.SealOffset);
        return copy;
    }
}
