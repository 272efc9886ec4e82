namespace Bourse.Journal;

/// <summary>
/// Follows the chain of segments from the first to the last and decides what a crash left and what is damage. A tail
/// after which nothing follows is torn; anything else that is wrong is refused.
/// </summary>
internal sealed class RecoveryPlanner(IJournalFiles files, string directory, List<SurveyedSegment> surveyed)
{
    private readonly List<SurveyedSegment> _removed = [];
    private readonly List<SurveyedSegment> _resealed = [];

    public RecoveryPlan Plan()
    {
        RemoveBlank();
        var keptCount = surveyed.Count;
        for (var i = 0; i < surveyed.Count; i++)
        {
            CheckJournal(surveyed[i]);
            if (IsContinued(i))
                continue;
            CheckEnd(i);
            keptCount = i + 1;
            break;
        }
        _removed.InsertRange(0, surveyed[keptCount..]);
        return new RecoveryPlan(surveyed[..keptCount], _removed, _resealed);
    }

    private void RemoveBlank()
    {
        if (surveyed.Count == 0 || !surveyed[^1].IsBlank)
            return;
        var blank = surveyed[^1];
        if (surveyed[^2].IsSealPromised)
            throw new JournalCorruptException(
                blank.Path, 0, blank.FirstSequence, false, "the whole segment has become zeros");
        _removed.Add(blank);
        surveyed.RemoveAt(surveyed.Count - 1);
    }

    private void CheckJournal(SurveyedSegment segment)
    {
        if (segment.Header.JournalId != surveyed[0].Header.JournalId)
            throw SegmentFile.Foreign(segment.Path);
    }

    // Whether the segment is complete and the next one continues it.
    private bool IsContinued(int place)
    {
        if (place == surveyed.Count - 1)
            return false;
        var (segment, next) = (surveyed[place], surveyed[place + 1]);
        CheckJournal(next);
        var awaited = segment.Scan.LastSequence + 1;
        if (segment.IsSealed)
        {
            CheckFollows(segment, next, awaited);
            return true;
        }
        if (next.FirstSequence != awaited || next.Header.Chain != LostSeal(segment))
            return false;
        _resealed.Add(segment);
        return true;
    }

    private void CheckFollows(SurveyedSegment segment, SurveyedSegment next, long awaited)
    {
        if (next.FirstSequence > awaited)
            throw new JournalRefusedException(
                SegmentName.Segment(directory, awaited),
                $"the segment is missing: sequences {awaited} to {next.FirstSequence - 1}");
        if (next.FirstSequence < awaited)
            throw new JournalRefusedException(
                next.Path, $"an extra segment: {segment.Path} already holds the sequences up to {awaited - 1}");
        if (next.Header.Chain != segment.Scan.SealChecksum)
            throw new JournalRefusedException(
                next.Path, $"it does not continue {segment.Path}: the chain in its header is not that segment's seal");
    }

    // The checksum that the seal of these records had, or would have.
    private static uint LostSeal(SurveyedSegment segment)
    {
        Span<byte> seal = stackalloc byte[Seal.Bytes];
        return segment.Scan.Content.Write(seal, Checksum.Seed(segment.Header.JournalId));
    }

    private void CheckEnd(int place)
    {
        var segment = surveyed[place];
        if (segment.IsSealPromised)
            throw new JournalRefusedException(
                SegmentName.Segment(directory, segment.Scan.LastSequence + 1),
                $"the segment is missing: {segment.Path} is sealed and was continued");
        if (segment.IsSealed)
            return;
        var offset = segment.Scan.Offset;
        if (!segment.IsPromised(offset) && !IsFollowed(place, offset))
            return;
        var isAboveDurable = segment.Watermark >= 0 && !segment.IsPromised(offset) && !IsPromisedLater(place);
        using var opened = Open(segment);
        throw new JournalCorruptException(
            segment.Path, offset, segment.Scan.LastSequence + 1, isAboveDurable,
            opened.Describe(segment.Scan.Fault, offset));
    }

    private bool IsFollowed(int place, int offset)
    {
        var awaited = surveyed[place].Scan.LastSequence + 1;
        for (var i = place; i < surveyed.Count; i++)
        {
            using var segment = Open(surveyed[i]);
            var from = i == place ? offset + sizeof(long) : SegmentHeader.RecordsAt;
            if (SegmentScan.HasRecordAfter(segment, from, awaited))
                return true;
        }
        return false;
    }

    private bool IsPromisedLater(int place)
    {
        for (var i = place + 1; i < surveyed.Count; i++)
        {
            if (surveyed[i].Watermark != 0)
                return true;
        }
        return false;
    }

    private Segment Open(SurveyedSegment segment) =>
        SegmentFile.Open(files, directory, segment.FirstSequence, isWritable: false);
}
