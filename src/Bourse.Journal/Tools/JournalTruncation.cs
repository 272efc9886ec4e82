using System.Globalization;

namespace Bourse.Journal;

/// <summary>
/// Cuts a journal after a sequence, on an operator's order: what follows is copied aside whole, then removed. Whatever
/// is damaged behind the cut does not matter. Nobody may have the journal open, readers included. Run again after a
/// crash, it finishes.
/// </summary>
public sealed class JournalTruncation
{
    private readonly IJournalFiles _files;
    private readonly string _directory;
    private readonly long _sequence;
    private readonly List<long> _firsts;
    private readonly long _target;

    private JournalTruncation(IJournalFiles files, string directory, long sequence)
    {
        _files = files;
        _directory = directory;
        _sequence = sequence;
        _firsts = SegmentName.ListFirsts(files, directory);
        if (_firsts.Count == 0 || sequence < _firsts[0] - 1)
            throw new JournalException($"{directory}: there is no record {sequence + 1} or earlier to cut after.");
        _target = _firsts.FindLast(first => first <= Math.Max(sequence, _firsts[0]));
    }

    /// <summary>
    /// Keeps the records up to a sequence and cuts all others. Throws when a record to be kept is missing or damaged,
    /// and then has changed nothing.
    /// </summary>
    public static TruncationReport CutAfter(
        string directory, long sequence, IJournalFiles? files = null, TimeProvider? clock = null)
    {
        if (!Directory.Exists(directory))
            throw new JournalException($"{directory}: there is no such folder.");
        using var writerLock = WriterLock.Take(directory);
        var truncation = new JournalTruncation(files ?? MappedFiles.Disk, directory, sequence);
        return truncation.Run(clock ?? TimeProvider.System);
    }

    private TruncationReport Run(TimeProvider clock)
    {
        using var target = SegmentFile.Open(_files, _directory, _target, isWritable: true);
        var offset = FindCut(target);
        var removed = _firsts.FindAll(first => first > _target);
        var cutBytes = SegmentScan.EndOfContent(target, offset) - offset;
        var backup = removed.Count > 0 || cutBytes > 0 ? BackUp(clock, removed) : null;
        Retract(target, offset);
        removed.Reverse();
        foreach (var first in removed)
            Remove(first);
        target.Region.Content[offset..].Clear();
        _files.Sync(target.Region);
        return new TruncationReport
        {
            LastSequence = _sequence,
            RemovedSegmentCount = removed.Count,
            CutBytes = cutBytes,
            BackupDirectory = backup,
        };
    }

    private unsafe int FindCut(Segment target)
    {
        var offset = SegmentHeader.RecordsAt;
        for (var next = target.FirstSequence; next <= _sequence; next++)
        {
            var fault = target.Check(offset, next);
            var isSeal = fault == RecordFault.None
                && *(ushort*)(target.Start + offset + RecordLayout.Type) == RecordLayout.SealType;
            if (fault == RecordFault.Empty || isSeal)
                throw new JournalSequenceException(_directory, _sequence, _firsts[0], next - 1);
            if (fault != RecordFault.None)
                throw new JournalCorruptException(
                    target.Path, offset, next, offset >= Watermark.Read(target.Start), target.Describe(fault, offset));
            offset += RecordLayout.Padded(*(int*)(target.Start + offset));
        }
        return offset;
    }

    private string BackUp(TimeProvider clock, List<long> removed)
    {
        var stamp = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        var backup = Path.Combine(
            _directory, string.Create(CultureInfo.InvariantCulture, $"cut-after-{_sequence}-{stamp}"));
        Directory.CreateDirectory(backup);
        foreach (var first in removed.Prepend(_target))
        {
            var copy = SegmentName.Segment(backup, first);
            File.Copy(SegmentName.Segment(_directory, first), copy);
            using var file = File.OpenHandle(copy, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
        _files.SyncDirectory(backup);
        _files.SyncDirectory(_directory);
        return backup;
    }

    // From here on the watermark must neither cover what goes, nor vouch for a successor that is gone.
    private unsafe void Retract(Segment target, int offset)
    {
        _files.Delete(SegmentName.Index(_directory, _target));
        Watermark.Write(target.Start, Math.Min(offset, Math.Max(0, Watermark.Read(target.Start))));
        _files.Sync(target.Region);
        _files.SyncDirectory(_directory);
    }

    // The index first: one that is left alone would tell of a lost segment.
    private void Remove(long first)
    {
        _files.Delete(SegmentName.Index(_directory, first));
        _files.SyncDirectory(_directory);
        _files.Delete(SegmentName.Segment(_directory, first));
        _files.SyncDirectory(_directory);
    }
}
