using System.Diagnostics;

namespace Bourse.Journal;

/// <summary>
/// Copies a journal into another folder while it may be written to: its records from the first up to one that was there
/// when the copying began, and no further. The copy is the same journal, durable, and can be opened.
/// </summary>
public sealed class JournalCopy
{
    private static readonly TimeSpan PromiseWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    private readonly IJournalFiles _files;
    private readonly string _from;
    private readonly string _to;
    private readonly JournalSurvey _survey;
    private readonly List<string> _written = [];

    private JournalCopy(IJournalFiles files, string from, string to)
    {
        (_files, _from, _to) = (files, from, to);
        _survey = new JournalSurvey(files, from);
    }

    /// <summary>
    /// Copies into a folder, which is made and must not be there. Waits up to a second for the disk to promise the last
    /// record. An empty journal gives an empty folder.
    /// </summary>
    /// <exception cref="JournalException">It cannot be read to its end, or retention deletes what is being copied.</exception>
    public static JournalCopyReport Run(string from, string to, IJournalFiles? files = null)
    {
        if (!Directory.Exists(from))
            throw new JournalException($"{from}: there is no such folder.");
        if (Path.Exists(to))
            throw new JournalException($"{to}: it is there already.");
        return new JournalCopy(files ?? MappedFiles.Disk, from, to).Run();
    }

    private JournalCopyReport Run()
    {
        Directory.CreateDirectory(_to);
        var last = 0L;
        foreach (var first in SegmentName.ListFirsts(_files, _from))
        {
            var segment = _survey.Survey(first, mayBeBlank: last > 0);
            if (segment.IsBlank)
                break;
            if (segment.Scan.End == ScanEnd.Damaged)
                throw new JournalException($"{segment.Path}, offset {segment.Scan.Offset}: {segment.Scan.Fault}.");
            var isWhole = segment.IsSealed && HasSuccessor(first);
            Copy(segment, segment.Scan.Offset + (isWhole ? Seal.Bytes : 0), isWhole ? default : PromiseWait);
            last = segment.Scan.LastSequence;
            if (!isWhole)
                break;
        }

        _files.SyncDirectory(_to);
        return new JournalCopyReport(last, _written);
    }

    // What was added while older segments were copied does not matter: the list was made before.
    private bool HasSuccessor(long first) => SegmentName.ListFirsts(_files, _from).Exists(other => other > first);

    private unsafe void Copy(SurveyedSegment segment, int end, TimeSpan promiseWait)
    {
        using var region = SegmentFile.Map(_files, segment.Path, isWritable: false);
        AwaitPromise(region, end, promiseWait);
        var header = region.Content[..SegmentHeader.RecordsAt].ToArray();
        fixed (byte* start = header)
            Watermark.Write(start, end);
        var path = SegmentName.Segment(_to, segment.FirstSequence);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
        file.Write(header);
        file.Write(region.Content[SegmentHeader.RecordsAt..end]);
        file.SetLength(region.Bytes);
        file.Flush(flushToDisk: true);
        _written.Add(path);
    }

    private static unsafe void AwaitPromise(MappedRegion region, int end, TimeSpan wait)
    {
        var started = Stopwatch.GetTimestamp();
        while (Watermark.Read(region.Start) < end && Stopwatch.GetElapsedTime(started) < wait)
            Thread.Sleep(LookEvery);
    }
}
