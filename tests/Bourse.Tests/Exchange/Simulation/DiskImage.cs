using Bourse.Journal;

namespace Bourse.Tests.Exchange;

/// <summary>What lies on a disk while no process runs.</summary>
internal sealed class DiskImage
{
    public SortedDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>A copy in which one bit of some file is not as it was.</summary>
    public DiskImage WithFlippedBit(Random random)
    {
        var flipped = new DiskImage();
        foreach (var (path, bytes) in Files)
            flipped.Files[path] = bytes;
        var victim = Files.Keys.ElementAt(random.Next(Files.Count));
        var content = (byte[])Files[victim].Clone();
        var used = content.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        if (content.Length > 0)
            content[random.Next(random.Next(8) == 0 || used == 0 ? content.Length : used)] ^= (byte)(1 << random.Next(8));
        flipped.Files[victim] = content;
        return flipped;
    }

    /// <summary>Does what an operator does with a tail that the journal will not decide about itself.</summary>
    public DiskImage CutAfter(string folder, long sequence)
    {
        var directory = Directory.CreateTempSubdirectory("bourse-cut-").FullName;
        try
        {
            foreach (var (path, bytes) in Files)
                if (Path.GetDirectoryName(path) == folder)
                    File.WriteAllBytes(Path.Combine(directory, Path.GetFileName(path)), bytes);
            JournalTruncation.CutAfter(directory, sequence);
            var cut = new DiskImage();
            foreach (var (path, bytes) in Files)
                if (Path.GetDirectoryName(path) != folder)
                    cut.Files[path] = bytes;
            foreach (var path in Directory.GetFiles(directory))
                if (!Path.GetFileName(path).StartsWith("writer.", StringComparison.Ordinal))
                    cut.Files[Path.Combine(folder, Path.GetFileName(path))] = File.ReadAllBytes(path);
            return cut;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Leaves in the newest segment of a folder what a process leaves that is killed while it writes a record.</summary>
    public unsafe void Tear(string folder, Random random)
    {
        var newest = Files.Keys.LastOrDefault(
            path => Path.GetDirectoryName(path) == folder && path.EndsWith(".seg", StringComparison.Ordinal));
        if (newest is null || SegmentHeader.TryRead(Files[newest], out var header) is not null)
            return;
        fixed (byte* start = Files[newest])
        {
            using var segment = new Segment(MappedRegion.Over(newest, start, Files[newest].Length), newest, header);
            var end = SegmentScan.Run(segment);
            var room = segment.Bytes - end.Offset - Seal.Bytes;
            if (end.End != ScanEnd.Open || room < RecordLayout.HeaderBytes)
                return;
            // A record's length is written last.
            random.NextBytes(segment.Region.Content.Slice(end.Offset + sizeof(int), random.Next(Math.Min(room, 200) - sizeof(int))));
        }
    }
}
