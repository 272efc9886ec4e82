using Microsoft.Win32.SafeHandles;

namespace Bourse.Journal;

/// <summary>The real disk: memory-mapped files, and on Linux the system calls that make them durable.</summary>
public sealed class MappedFiles : IJournalFiles
{
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;
    private const int ZeroBytes = 1 << 20;

    public static MappedFiles Disk { get; } = new();

    public IReadOnlyList<string> List(string directory, string ending)
    {
        var names = new List<string>();
        foreach (var path in Directory.EnumerateFiles(directory))
        {
            if (path.EndsWith(ending, StringComparison.Ordinal))
                names.Add(Path.GetFileName(path));
        }
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    public MappedRegion Create(string path, int bytes)
    {
        var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, Shared);
        try
        {
            Reserve(file, path, bytes);
            var region = MappedRegion.Map(path, file, bytes, isWritable: true);
            Touch(region);
            return region;
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    public MappedRegion Open(string path, bool isWritable)
    {
        var access = isWritable ? FileAccess.ReadWrite : FileAccess.Read;
        var file = File.OpenHandle(path, FileMode.Open, access, Shared);
        try
        {
            var bytes = RandomAccess.GetLength(file);
            if (bytes is < SegmentHeader.RecordsAt or > JournalOptions.SegmentBytesMax)
                throw new JournalRefusedException(path, $"it has {bytes} bytes, which no segment has");
            return MappedRegion.Map(path, file, (int)bytes, isWritable);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Sync(MappedRegion region)
    {
        if (region.File is null)
            throw new InvalidOperationException("Memory cannot be synced.");
        if (OperatingSystem.IsLinux())
            Posix.SyncData(region.File, region.Path);
        else
            RandomAccess.FlushToDisk(region.File);
    }

    public void Rename(MappedRegion region, string newPath)
    {
        File.Move(region.Path, newPath, overwrite: false);
        region.Path = newPath;
    }

    public void Delete(string path) => File.Delete(path);

    public void SyncDirectory(string directory)
    {
        // Elsewhere than on Linux the name of a file is as durable as the system makes it.
        if (OperatingSystem.IsLinux())
            Posix.SyncDirectory(directory);
    }

    public void WriteSmall(string path, ReadOnlySpan<byte> bytes)
    {
        var unfinished = path + SegmentName.UnfinishedEnding;
        using (var file = File.OpenHandle(unfinished, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, bytes, 0);
            RandomAccess.FlushToDisk(file);
        }
        File.Move(unfinished, path, overwrite: true);
    }

    public byte[]? ReadSmall(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    private static void Reserve(SafeFileHandle file, string path, int bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            Posix.Reserve(file, path, bytes);
            return;
        }
        var zeros = new byte[Math.Min(bytes, ZeroBytes)];
        for (var at = 0; at < bytes; at += zeros.Length)
            RandomAccess.Write(file, zeros.AsSpan(0, Math.Min(zeros.Length, bytes - at)), at);
    }

    // A first touch costs a page fault; here it is paid on a background thread, ahead of the writer.
    private static void Touch(MappedRegion region)
    {
        var content = region.Content;
        for (var at = 0; at < content.Length; at += JournalOptions.PageBytes)
            Volatile.Write(ref content[at], 0);
    }
}
