namespace Bourse.Journal;

/// <summary>
/// Checks every byte of a journal: headers, watermarks, records, seals, the chain of segments, the bytes that must be
/// zero, and the indexes. Changes nothing, and may run beside a writer.
/// </summary>
public sealed class JournalVerifier
{
    private const string NotZero = "a byte that must be zero is not";
    private readonly IJournalFiles _files;
    private readonly string _directory;
    private readonly bool _isBeingWritten;
    private int _segmentCount;
    private long _recordCount;
    private long _checkedBytes;
    private long _firstSequence;
    private SegmentHeader _header;
    private ScanResult? _previous;

    private JournalVerifier(IJournalFiles files, string directory)
    {
        _files = files;
        _directory = directory;
        _isBeingWritten = WriterLock.IsHeld(directory);
    }

    /// <summary>Checks up to the first fault. Reports the sequence reached after each segment, if asked to.</summary>
    public static VerifyReport Verify(
        string directory, Action<long>? verifiedTo = null, IJournalFiles? files = null,
        CancellationToken stopping = default)
    {
        if (!Directory.Exists(directory))
            throw new JournalException($"{directory}: there is no such folder.");
        var verifier = new JournalVerifier(files ?? MappedFiles.Disk, directory);
        return verifier.Report(verifier.FindFault(verifiedTo, stopping));
    }

    private VerifyReport Report(JournalFault? fault) => new()
    {
        SegmentCount = _segmentCount,
        RecordCount = _recordCount,
        CheckedBytes = _checkedBytes,
        FirstSequence = _firstSequence,
        LastSequence = _previous?.LastSequence ?? 0,
        FirstFault = fault,
    };

    private JournalFault? FindFault(Action<long>? verifiedTo, CancellationToken stopping)
    {
        try
        {
            var firsts = SegmentName.ListFirsts(_files, _directory);
            if (FindLoneIndex(firsts) is { } lone)
                return lone;
            _firstSequence = firsts.Count == 0 ? 1 : firsts[0];
            foreach (var first in firsts)
            {
                stopping.ThrowIfCancellationRequested();
                if (FindFault(first, isLast: first == firsts[^1]) is { } fault)
                    return fault;
                verifiedTo?.Invoke(_previous!.Value.LastSequence);
            }
            return FindMissingSuccessor();
        }
        catch (JournalRefusedException refused)
        {
            return new JournalFault(refused.File, 0, (_previous?.LastSequence ?? 0) + 1, refused.Message);
        }
    }

    private JournalFault? FindLoneIndex(List<long> firsts)
    {
        foreach (var first in SegmentName.ListFirsts(_files, _directory, SegmentName.IndexEnding))
        {
            if (firsts.BinarySearch(first) < 0)
                return new JournalFault(
                    SegmentName.Segment(_directory, first), 0, first, "the segment is missing, its index is there");
        }
        return null;
    }

    private JournalFault? FindFault(long first, bool isLast)
    {
        using var segment = SegmentFile.Open(_files, _directory, first, isWritable: false);
        if (FindChainFault(segment) is { } broken)
            return broken;
        var watermark = ReadWatermark(segment);
        var index = new SegmentIndex(segment.Bytes);
        var scan = SegmentScan.Run(segment, index);
        _header = segment.Header;
        _previous = scan;
        _segmentCount++;
        _recordCount += scan.Content.Records;
        _checkedBytes += scan.Offset + (scan.End == ScanEnd.Sealed ? Seal.Bytes : 0);
        return FindHeaderFault(segment, watermark) ?? FindEndFault(segment, scan, watermark, isLast)
            ?? FindIndexFault(segment, scan, index);
    }

    private static unsafe int ReadWatermark(Segment segment) => Watermark.Read(segment.Start);

    private JournalFault? FindChainFault(Segment segment)
    {
        if (_previous is not { } previous)
            return null;
        if (segment.Header.JournalId != _header.JournalId)
            throw SegmentFile.Foreign(segment.Path);
        var awaited = previous.LastSequence + 1;
        if (segment.FirstSequence != awaited)
            return new JournalFault(
                segment.Path, 0, awaited, $"the segment before it ends at {awaited - 1}: one is missing or extra");
        return segment.Header.Chain == previous.SealChecksum
            ? null
            : new JournalFault(segment.Path, 0, awaited, "its chain is not the seal of the segment before it");
    }

    private static JournalFault? FindHeaderFault(Segment segment, int watermark)
    {
        const int reservedAt = SegmentHeader.WatermarkAt + sizeof(long);
        if (watermark < 0 || watermark % sizeof(long) != 0)
            return Fault(segment, SegmentHeader.WatermarkAt, segment.FirstSequence, "the durable watermark is damaged");
        var other = segment.Region.Content[reservedAt..SegmentHeader.RecordsAt].IndexOfAnyExcept((byte)0);
        return other < 0 ? null : Fault(segment, reservedAt + other, segment.FirstSequence, NotZero);
    }

    private JournalFault? FindEndFault(Segment segment, ScanResult scan, int watermark, bool isLast)
    {
        var next = scan.LastSequence + 1;
        if (scan.End == ScanEnd.Damaged)
            return Fault(segment, scan.Offset, next, segment.Describe(scan.Fault, scan.Offset));
        if (scan.End == ScanEnd.Open && !isLast)
            return Fault(segment, scan.Offset, next, "records or the seal are missing, though another segment follows");
        var end = scan.Offset + (scan.End == ScanEnd.Sealed ? Seal.Bytes : 0);
        // Beside a writer the end has moved on by now: what lies behind it is not known to be wrong.
        if (scan.End == ScanEnd.Open && _isBeingWritten)
            return null;
        if (watermark > end)
            return Fault(segment, scan.Offset, next, "records that were promised are missing");
        var other = segment.Region.Content[end..].IndexOfAnyExcept((byte)0);
        var reason = scan.End == ScanEnd.Sealed ? NotZero : "a torn tail";
        return other < 0 ? null : Fault(segment, end + other, next, reason);
    }

    private JournalFault? FindIndexFault(Segment segment, ScanResult scan, SegmentIndex index)
    {
        var path = SegmentName.Index(_directory, segment.FirstSequence);
        if (scan.End != ScanEnd.Sealed || _files.ReadSmall(path) is not { } bytes)
            return null;
        var entries = IndexLayout.TryDecode(bytes, segment.Header);
        return entries is not null && index.Entries.SequenceEqual(entries)
            ? null
            : new JournalFault(
                path, 0, segment.FirstSequence, "the index is damaged; it is made again when it is used");
    }

    private JournalFault? FindMissingSuccessor()
    {
        if (_previous is not { End: ScanEnd.Sealed } || _isBeingWritten)
            return null;
        var awaited = _previous.Value.LastSequence + 1;
        return new JournalFault(
            SegmentName.Segment(_directory, awaited), 0, awaited, "the last segment is sealed, and none follows it");
    }

    private static JournalFault Fault(Segment segment, long offset, long sequence, string reason) =>
        new(segment.Path, offset, sequence, reason);
}
