namespace Bourse.Journal;

/// <summary>
/// Looks at all segments of a folder, changing nothing: the header of each, and the records of those whose watermark
/// does not vouch for them.
/// </summary>
internal sealed class JournalSurvey(IJournalFiles files, string directory)
{
    /// <summary>The segments in order; refuses a folder whose files are not those of one journal.</summary>
    public List<SurveyedSegment> Run()
    {
        var firsts = SegmentName.ListFirsts(files, directory);
        RefuseLoneIndex(firsts);
        var surveyed = new List<SurveyedSegment>(firsts.Count);
        foreach (var first in firsts)
            surveyed.Add(Survey(first, mayBeBlank: surveyed.Count > 0));
        return surveyed;
    }

    // An index goes before its segment does, so one that is left alone tells of a segment that was lost.
    private void RefuseLoneIndex(List<long> firsts)
    {
        foreach (var first in SegmentName.ListFirsts(files, directory, SegmentName.IndexEnding))
        {
            if (firsts.BinarySearch(first) < 0)
                throw new JournalRefusedException(
                    SegmentName.Segment(directory, first), "the segment is missing, though its index is there");
        }
    }

    /// <summary>Looks at one segment; a file without a header is refused unless it may be blank.</summary>
    public SurveyedSegment Survey(long firstSequence, bool mayBeBlank)
    {
        var path = SegmentName.Segment(directory, firstSequence);
        using var region = SegmentFile.Map(files, path, isWritable: false);
        if (mayBeBlank && !region.Content[..SegmentHeader.RecordsAt].ContainsAnyExcept((byte)0))
            return new SurveyedSegment(path, firstSequence, default, 0, default, false, IsBlank: true);
        var header = SegmentFile.ReadHeader(region.Content, path, firstSequence);
        using var segment = new Segment(region, path, header);
        return Survey(segment);
    }

    private static unsafe SurveyedSegment Survey(Segment segment)
    {
        var watermark = Watermark.Read(segment.Start);
        var trusted = TryTrust(segment, watermark);
        return new SurveyedSegment(
            segment.Path, segment.FirstSequence, segment.Header, watermark,
            trusted ?? SegmentScan.Run(segment), trusted is not null, IsBlank: false);
    }

    // A watermark that covers a seal vouches for every record before it; reading and verifying check them anyway.
    private static unsafe ScanResult? TryTrust(Segment segment, int watermark)
    {
        var offset = watermark - Seal.Bytes;
        if (offset < SegmentHeader.RecordsAt || watermark > segment.Bytes || offset % sizeof(long) != 0)
            return null;
        var record = segment.Start + offset;
        var content = Seal.Read(new ReadOnlySpan<byte>(record, Seal.Bytes));
        var isSeal = *(ushort*)(record + RecordLayout.Type) == RecordLayout.SealType
            && content.LastSequence is >= 0 and < long.MaxValue
            && segment.Check(offset, content.LastSequence + 1) == RecordFault.None;
        return isSeal
            ? new ScanResult(
                ScanEnd.Sealed, offset, content, *(uint*)(record + RecordLayout.Crc), RecordFault.None)
            : null;
    }
}
