namespace Bourse.Journal;

/// <summary>
/// What a journal's folder holds, for people to look at. Reads headers, and the records only of segments that are not
/// known to be complete; a fault is part of the answer and not an exception. <see cref="JournalVerifier"/> reads all.
/// </summary>
public sealed record JournalInspection
{
    public required string Directory { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<SegmentSummary> Segments { get; init; }

    /// <summary>Whether a writer, in this process or another, has the journal open.</summary>
    public required bool IsBeingWritten { get; init; }

    /// <summary>The id that all segments share; null when there is none to be read.</summary>
    public required long? JournalId { get; init; }

    public long FirstSequence => Segments.Count == 0 ? 1 : Segments[0].FirstSequence;

    public long LastSequence => Segments.Count == 0 ? 0 : Segments[^1].LastSequence;

    public long FileBytes => Segments.Sum(segment => (long)segment.SegmentBytes);

    public static JournalInspection Of(string directory, IJournalFiles? files = null)
    {
        if (!System.IO.Directory.Exists(directory))
            throw new JournalException($"{directory}: there is no such folder.");
        files ??= MappedFiles.Disk;
        var survey = new JournalSurvey(files, directory);
        var segments = new List<SegmentSummary>();
        long? journalId = null;
        foreach (var first in SegmentName.ListFirsts(files, directory))
        {
            segments.Add(Summarise(survey, directory, first, out var id));
            journalId ??= id;
        }
        return new JournalInspection
        {
            Directory = directory,
            Segments = segments,
            IsBeingWritten = WriterLock.IsHeld(directory),
            JournalId = journalId,
        };
    }

    private static SegmentSummary Summarise(JournalSurvey survey, string directory, long first, out long? journalId)
    {
        journalId = null;
        try
        {
            var segment = survey.Survey(first, mayBeBlank: true);
            journalId = segment.IsBlank ? null : segment.Header.JournalId;
            return Summarise(segment);
        }
        catch (JournalException refused)
        {
            return new SegmentSummary
            {
                File = SegmentName.Segment(directory, first), FirstSequence = first, Fault = refused.Message,
            };
        }
    }

    private static SegmentSummary Summarise(SurveyedSegment segment) => new()
    {
        File = segment.Path,
        FirstSequence = segment.FirstSequence,
        LastSequence = segment.IsBlank ? segment.FirstSequence - 1 : segment.Scan.LastSequence,
        FirstTime = segment.Scan.Content.FirstTime,
        LastTime = segment.Scan.Content.LastTime,
        SegmentBytes = segment.Header.SegmentBytes,
        UsedBytes = segment.Scan.Offset + (segment.IsSealed ? Seal.Bytes : 0),
        DurableBytes = Math.Max(0, segment.Watermark),
        IsSealed = segment.IsSealed,
        CreatedNanos = segment.Header.CreatedNanos,
        Fault = segment.IsBlank ? "the file has no header"
            : segment.Scan.End == ScanEnd.Damaged ? $"offset {segment.Scan.Offset}: {segment.Scan.Fault}" : null,
    };
}
