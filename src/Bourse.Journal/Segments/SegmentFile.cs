namespace Bourse.Journal;

/// <summary>Opens the file of one segment, and refuses what is not the segment its name says.</summary>
internal static class SegmentFile
{
    public static Segment Open(IJournalFiles files, string directory, long firstSequence, bool isWritable)
    {
        var path = SegmentName.Segment(directory, firstSequence);
        var region = Map(files, path, isWritable);
        try
        {
            return new Segment(region, path, ReadHeader(region.Content, path, firstSequence));
        }
        catch
        {
            region.Dispose();
            throw;
        }
    }

    public static MappedRegion Map(IJournalFiles files, string path, bool isWritable)
    {
        try
        {
            return files.Open(path, isWritable);
        }
        catch (FileNotFoundException missing)
        {
            throw new JournalException($"{path}: the segment is gone; retention may have deleted it.", missing);
        }
    }

    public static JournalRefusedException Foreign(string path) =>
        new(path, "it belongs to another journal: its journal id is not that of the segments before it");

    public static SegmentHeader ReadHeader(ReadOnlySpan<byte> content, string path, long firstSequence)
    {
        var fault = SegmentHeader.TryRead(content, out var header);
        if (fault is not null)
            throw new JournalRefusedException(path, fault);
        if (header.SegmentBytes != content.Length)
            throw new JournalRefusedException(
                path, $"its header says {header.SegmentBytes} bytes, but the file has {content.Length}");
        if (header.FirstSequence != firstSequence)
            throw new JournalRefusedException(
                path, $"it was renamed or copied: it begins with sequence {header.FirstSequence}");
        return header;
    }
}
