namespace Bourse.Journal;

/// <summary>
/// Follows the chain of segments from the first to the last and decides what a crash left and what is damage. A tail
/// after which nothing follows is torn; anything else that is wrong is refused.
/// </summary>
internal sealed class RecoveryPlanner(IJournalFiles files, string directory, List<SurveyedSegment> surveyed)
{
    private readonly List<SurveyedSegment> _resealed = [];

    public RecoveryPlan Plan()
    {
        var keptCount = 0;
        while (keptCount < surveyed.Count)
        {
            CheckJournal(surveyed[keptCount]);
            keptCount++;
            if (IsContinued(keptCount - 1))
                continue;
            CheckEnd(keptCount - 1);
            break;
        }
        return new RecoveryPlan(surveyed[..keptCount], surveyed[keptCount..], _resealed);
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
        if (next.IsBlank)
            return false;
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
        if (segment.IsSealed)
            CheckSealedEnd(place);
        else if (segment.IsPromised(segment.Scan.Offset) || IsFollowed(place, segment.Scan.Offset))
            throw Damage(place);
    }

    // A seal at the end, with nothing behind it or with segments that never got their header.
    private void CheckSealedEnd(int place)
    {
        var segment = surveyed[place];
        var awaited = segment.Scan.LastSequence + 1;
        var isFollowed = IsFollowed(place, segment.Scan.Offset + Seal.Bytes);
        if (!segment.IsSealPromised && !isFollowed)
            return;
        var missing = SegmentName.Segment(directory, awaited);
        if (place == surveyed.Count - 1)
            throw new JournalRefusedException(
                missing, $"the segment is missing: {segment.Path} is sealed and was continued");
        throw new JournalCorruptException(
            missing, 0, awaited, !segment.IsSealPromised && !IsPromisedLater(place), "the segment's header is missing");
    }

    private JournalCorruptException Damage(int place)
    {
        var (segment, offset) = (surveyed[place], surveyed[place].Scan.Offset);
        var isAboveDurable = segment.Watermark >= 0 && !segment.IsPromised(offset) && !IsPromisedLater(place);
        using var opened = Open(segment);
        return new JournalCorruptException(
            segment.Path, offset, segment.Scan.LastSequence + 1, isAboveDurable,
            opened.Describe(segment.Scan.Fault, offset));
    }

    private bool IsFollowed(int place, int offset)
    {
        var awaited = surveyed[place].Scan.LastSequence + 1;
        for (var i = place; i < surveyed.Count; i++)
        {
            using var segment = Open(surveyed[i]);
            var from = i == place ? Math.Min(offset + sizeof(long), segment.Bytes) : SegmentHeader.RecordsAt;
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

    private Segment Open(SurveyedSegment segment)
    {
        var region = SegmentFile.Map(files, segment.Path, isWritable: false);
        // A blank segment is read as if it had the header that it should have.
        var header = segment.IsBlank
            ? surveyed[0].Header with { FirstSequence = segment.FirstSequence }
            : segment.Header;
        return new Segment(region, segment.Path, header);
    }
}
