using System.Diagnostics;
using System.Security.Cryptography;

namespace Bourse.Journal;

/// <summary>
/// Makes a journal whole after any end of its writer. First everything is looked at and decided, then little is
/// changed; a crash at any step of it leaves what the same steps mend again. The caller holds the writer's lock.
/// </summary>
internal sealed class JournalRecovery(IJournalFiles files, JournalOptions options, TimeProvider clock)
{
    private readonly string _directory = options.Directory;
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _cutBytes;
    private string? _cutFile;
    private long _cutOffset;

    public RecoveredJournal Run()
    {
        var surveyed = new JournalSurvey(files, _directory).Run();
        var scannedCount = surveyed.Count(segment => segment is { IsTrusted: false, IsBlank: false });
        var plan = new RecoveryPlanner(files, _directory, surveyed).Plan();
        RemoveUnfinished(SegmentName.SpareEnding);
        RemoveUnfinished(SegmentName.UnfinishedEnding);
        RemoveEmpty(plan.Removed);
        // The newest first: a watermark may cover a seal only once the segment after it is on disk.
        files.SyncDirectory(_directory);
        foreach (var segment in plan.Kept.Reverse())
            MakeTrusted(segment, plan);
        var firsts = plan.Kept.Select(segment => segment.FirstSequence).ToList();
        if (plan.Kept.Count == 0 || plan.Kept[^1].IsSealed)
            firsts.Add(CreateNext(plan.Kept.Count == 0 ? null : plan.Kept[^1]));
        return Finish(firsts, plan, scannedCount);
    }

    private void RemoveUnfinished(string ending)
    {
        foreach (var name in files.List(_directory, ending))
            files.Delete(Path.Combine(_directory, name));
    }

    // Newest first, each gone for certain before the next: what remains is always a chain.
    private void RemoveEmpty(IReadOnlyList<SurveyedSegment> removed)
    {
        foreach (var segment in removed.Reverse())
        {
            files.Delete(segment.Path);
            files.SyncDirectory(_directory);
        }
    }

    private unsafe void MakeTrusted(SurveyedSegment segment, RecoveryPlan plan)
    {
        var isLast = segment == plan.Kept[^1];
        if (segment.IsSealPromised || (isLast && !segment.IsSealed))
            return;
        using var opened = SegmentFile.Open(files, _directory, segment.FirstSequence, isWritable: true);
        var offset = segment.Scan.Offset;
        if (plan.Resealed.Contains(segment))
        {
            segment.Scan.Content.Write(opened.Region.Content[offset..], opened.Seed);
            *(int*)(opened.Start + offset) = Seal.Bytes;
            opened.Region.Content[(offset + Seal.Bytes)..].Clear();
        }
        files.Sync(opened.Region);
        Watermark.Write(opened.Start, isLast ? offset : offset + Seal.Bytes);
        files.Sync(opened.Region);
    }

    private long CreateNext(SurveyedSegment? previous)
    {
        var createdNanos = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        var header = previous is null
            ? new SegmentHeader(options.SegmentBytes, NewJournalId(), 1, createdNanos, 0, long.MinValue)
            : new SegmentHeader(
                options.SegmentBytes, previous.Header.JournalId, previous.Scan.LastSequence + 1, createdNanos,
                previous.Scan.SealChecksum, previous.Scan.Content.LastTime);
        using var region = files.Create(SegmentName.Spare(_directory, 0), options.SegmentBytes);
        header.Write(region.Content);
        files.Sync(region);
        files.Rename(region, SegmentName.Segment(_directory, header.FirstSequence));
        files.SyncDirectory(_directory);
        return header.FirstSequence;
    }

    private static long NewJournalId() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    private RecoveredJournal Finish(List<long> firsts, RecoveryPlan plan, int scannedCount)
    {
        var active = SegmentFile.Open(files, _directory, firsts[^1], isWritable: true);
        var index = new SegmentIndex(active.Bytes);
        var end = SegmentScan.Run(active, index);
        Cut(active, end.Offset);
        active.IsBeginningDurable = true;
        active.SyncedEnd = end.Offset;
        firsts.RemoveAt(firsts.Count - 1);
        var report = new RecoveryReport
        {
            SegmentCount = firsts.Count + 1,
            ScannedSegmentCount = scannedCount,
            FirstSequence = firsts.Count > 0 ? firsts[0] : active.FirstSequence,
            LastSequence = end.LastSequence,
            CutBytes = _cutBytes,
            CutFile = _cutFile,
            CutOffset = _cutOffset,
            SealedSegmentCount = plan.Resealed.Count,
            RemovedSegmentCount = plan.Removed.Count,
            Elapsed = Stopwatch.GetElapsedTime(_started),
        };
        return new RecoveredJournal(firsts, active, end, index, report);
    }

    private unsafe void Cut(Segment active, int offset)
    {
        var contentEnd = SegmentScan.EndOfContent(active, offset);
        if (contentEnd > offset)
        {
            active.Region.Content[offset..contentEnd].Clear();
            (_cutBytes, _cutFile, _cutOffset) = (contentEnd - offset, active.Path, offset);
        }
        files.Sync(active.Region);
        Watermark.Write(active.Start, offset);
        files.Sync(active.Region);
    }
}
