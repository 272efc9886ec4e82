using System.Numerics;

namespace Bourse.Journal;

/// <summary>Reads a segment's records one after the other, checking all of each.</summary>
internal static unsafe class SegmentScan
{
    /// <summary>Scans from the first record to the end, filling an index on the way if one is given.</summary>
    public static ScanResult Run(Segment segment, SegmentIndex? index = null)
    {
        var offset = SegmentHeader.RecordsAt;
        var content = Nothing(segment);
        while (true)
        {
            var fault = segment.Check(offset, content.LastSequence + 1);
            var record = segment.Start + offset;
            if (fault == RecordFault.Empty)
                return new ScanResult(ScanEnd.Open, offset, content, 0, fault);
            if (fault == RecordFault.None && *(ushort*)(record + RecordLayout.Type) == RecordLayout.SealType)
                return AtSeal(segment, offset, content);
            if (fault == RecordFault.None && *(long*)(record + RecordLayout.Time) < content.LastTime)
                fault = RecordFault.Time;
            if (fault != RecordFault.None)
                return new ScanResult(ScanEnd.Damaged, offset, content, 0, fault);
            if (index is not null && offset >= index.NextOffset)
                index.Add(content.LastSequence + 1, *(long*)(record + RecordLayout.Time), offset);
            content = With(content, record);
            offset += RecordLayout.Padded(*(int*)record);
        }
    }

    /// <summary>The content of a segment without records.</summary>
    public static Seal Nothing(Segment segment) => new(
        segment.FirstSequence - 1, segment.Header.PreviousTime, 0, segment.Seed, segment.Header.PreviousTime);

    /// <summary>Whether a whole record that belongs after the given place lies anywhere from an offset on.</summary>
    public static bool HasRecordAfter(Segment segment, int offset, long leastSequence)
    {
        for (var at = offset; at <= segment.Bytes - RecordLayout.HeaderBytes; at += sizeof(long))
        {
            var record = segment.Start + at;
            if (*(uint*)record < RecordLayout.HeaderBytes)
                continue;
            var sequence = *(long*)(record + RecordLayout.Sequence);
            var isPlausible = sequence >= leastSequence && sequence - leastSequence <= segment.Bytes;
            if (isPlausible && (segment.Check(at, sequence) == RecordFault.None || IsSeal(segment, at, sequence)))
                return true;
        }
        return false;
    }

    /// <summary>The offset after the last byte that is not zero, or the given one when all from there on are.</summary>
    public static int EndOfContent(Segment segment, int from)
    {
        var rest = new ReadOnlySpan<byte>(segment.Start + from, segment.Bytes - from);
        return from + rest.LastIndexOfAnyExcept((byte)0) + 1;
    }

    private static bool IsSeal(Segment segment, int offset, long sequence) =>
        sequence < long.MaxValue && segment.Check(offset, sequence + 1) == RecordFault.None;

    private static Seal With(Seal content, byte* record)
    {
        var time = *(long*)(record + RecordLayout.Time);
        return new Seal(
            content.LastSequence + 1,
            time,
            content.Records + 1,
            BitOperations.Crc32C(content.Digest, *(uint*)(record + RecordLayout.Crc)),
            content.Records == 0 ? time : content.FirstTime);
    }

    private static ScanResult AtSeal(Segment segment, int offset, Seal content)
    {
        var record = new ReadOnlySpan<byte>(segment.Start + offset, Seal.Bytes);
        var checksum = *(uint*)(segment.Start + offset + RecordLayout.Crc);
        return Seal.Read(record) == content
            ? new ScanResult(ScanEnd.Sealed, offset, content, checksum, RecordFault.None)
            : new ScanResult(ScanEnd.Damaged, offset, content, checksum, RecordFault.Seal);
    }
}
