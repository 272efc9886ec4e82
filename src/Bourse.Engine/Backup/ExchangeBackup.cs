using Bourse.Journal;

namespace Bourse.Engine;

/// <summary>
/// Copies of an exchange, made while it runs or not, and put back. A backup is a folder with the orders and the blotter
/// as journals, the newest snapshot that fits them, and a manifest; it has its name only once all of it is on disk.
/// </summary>
public static class ExchangeBackup
{
    private const string Orders = "orders";
    private const string Blotter = "blotter";
    private const string Snapshots = "snapshots";
    private const string UnfinishedEnding = ".unfinished";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a backup.</summary>
    /// <param name="target">The folder to make, which must not be there.</param>
    /// <exception cref="BackupException">The target is there.</exception>
    /// <exception cref="JournalException">A journal cannot be read.</exception>
    public static BackupManifest Write(ExchangeFolders from, string target, TimeProvider clock)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (Path.Exists(target))
            throw new BackupException($"{target}: it is there already; a backup makes its folder.");
        var unfinished = Begin(target);

        // The blotter first: whatever is on it has its command in the orders that are copied after.
        var blotter = JournalCopy.Run(from.Blotter, Path.Combine(unfinished, Blotter));
        var orders = JournalCopy.Run(from.Orders, Path.Combine(unfinished, Orders));
        var snapshot = CopySnapshot(from, unfinished, orders, blotter);
        var manifest = new BackupManifest(
            BackupManifest.LayoutVersion, clock.GetUtcNow(), orders.LastSequence, blotter.LastSequence,
            snapshot, Files(unfinished));
        manifest.Write(unfinished);
        Finish(unfinished, target);
        return manifest;
    }

    /// <summary>Puts a backup into a data directory, which must be empty or not there.</summary>
    /// <param name="locate">Where an exchange lies in a data directory.</param>
    /// <exception cref="BackupException">The backup is not what was made, or the directory is not empty.</exception>
    public static BackupManifest Restore(string backup, string dataDirectory, Func<string, ExchangeFolders> locate)
    {
        var data = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataDirectory));
        if (File.Exists(data) || (Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any()))
            throw new BackupException($"{data}: it is not empty; a backup is restored into an empty data directory.");
        var manifest = BackupManifest.Read(backup);
        manifest.Check(backup);
        var unfinished = Begin(data);
        var folders = locate(unfinished);
        Copy(Path.Combine(backup, Orders), folders.Orders);
        Copy(Path.Combine(backup, Blotter), folders.Blotter);
        Copy(Path.Combine(backup, Snapshots), folders.Snapshots);
        if (Directory.Exists(data))
            Directory.Delete(data);
        Finish(unfinished, data);
        return manifest;
    }

    // The newest that the copied journals go on from.
    private static long CopySnapshot(
        ExchangeFolders from, string backup, JournalCopyReport orders, JournalCopyReport blotter)
    {
        var folder = Directory.CreateDirectory(Path.Combine(backup, Snapshots)).FullName;
        foreach (var path in new SnapshotFolder(from.Snapshots).Newest())
        {
            var copy = Path.Combine(folder, Path.GetFileName(path));
            try
            {
                var stamp = SnapshotFolder.ReadStamp(path);
                if (stamp.Sequence > orders.LastSequence || stamp.BlotterSequence > blotter.LastSequence)
                    continue;
                CopyFile(path, copy);
                SnapshotFolder.Read(copy);
                return stamp.Sequence;
            }
            catch (Exception fault) when (fault is InvalidDataException or FileNotFoundException)
            {
                // It is damaged, or was deleted as the oldest meanwhile: the next older one does.
                File.Delete(copy);
            }
        }

        return 0;
    }

    private static BackedUpFile[] Files(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)
            .Select(path => BackedUpFile.Of(folder, path)),
    ];

    private static string Begin(string target)
    {
        var unfinished = target + UnfinishedEnding;
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        return (OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(unfinished)
            : Directory.CreateDirectory(unfinished, OwnerOnly)).FullName;
    }

    private static void Finish(string unfinished, string target)
    {
        foreach (var folder in Directory.EnumerateDirectories(unfinished, "*", SearchOption.AllDirectories))
            MappedFiles.Disk.SyncDirectory(folder);
        MappedFiles.Disk.SyncDirectory(unfinished);
        Directory.Move(unfinished, target);
        MappedFiles.Disk.SyncDirectory(Path.GetDirectoryName(target)!);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var path in Directory.EnumerateFiles(from))
            CopyFile(path, Path.Combine(to, Path.GetFileName(path)));
    }

    private static void CopyFile(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0);
        using var copy = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
        source.CopyTo(copy, 1 << 20);
        copy.Flush(flushToDisk: true);
    }
}
