using System.Globalization;
using Bourse.Exchange;
using Bourse.Journal;

namespace Bourse.Engine;

/// <summary>
/// The snapshots of an exchange: files named by the sequence of their last command in 20 digits. A file has its name
/// only once it is whole and on disk.
/// </summary>
internal sealed class SnapshotFolder(string directory, IJournalFiles? files = null)
{
    public const string Ending = ".snapshot";
    private const string UnfinishedEnding = ".unfinished";
    private const string RefusedEnding = ".refused";

    private readonly IJournalFiles _files = files ?? MappedFiles.Disk;

    /// <summary>The files, the newest first.</summary>
    public IReadOnlyList<string> Newest() => directory.Length == 0 || !Directory.Exists(directory)
        ? []
        : [.. _files.List(directory, Ending).Reverse().Select(name => Path.Combine(directory, name))];

    /// <summary>Writes one, and deletes the oldest of those that are no longer kept. Returns the file.</summary>
    /// <exception cref="IOException">It could not be written; then there is nothing of it.</exception>
    public string Write(ExchangeState state, in SnapshotStamp stamp, int kept)
    {
        Directory.CreateDirectory(directory);
        foreach (var abandoned in _files.List(directory, UnfinishedEnding))
            _files.Delete(Path.Combine(directory, abandoned));
        var name = stamp.Sequence.ToString("D20", CultureInfo.InvariantCulture) + Ending;
        var path = Path.Combine(directory, name);
        var unfinished = path + UnfinishedEnding;
        try
        {
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 0))
            {
                Span<byte> head = stackalloc byte[SnapshotStamp.Bytes];
                stamp.Write(head);
                file.Write(head);
                state.WriteSnapshot(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
            _files.SyncDirectory(directory);
        }
        catch
        {
            _files.Delete(unfinished);
            throw;
        }

        foreach (var old in Newest().Skip(kept))
            _files.Delete(old);
        return path;
    }

    /// <summary>What a file says it is of.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or no snapshot.</exception>
    public static SnapshotStamp ReadStamp(string path)
    {
        using var file = Open(path);
        return ReadStamp(file);
    }

    /// <exception cref="InvalidDataException">It is damaged, or no snapshot.</exception>
    public static (SnapshotStamp Stamp, ExchangeState State) Read(string path)
    {
        using var file = Open(path);
        var stamp = ReadStamp(file);
        var state = ExchangeState.ReadSnapshot(file);
        if (state.LastSequence != stamp.Sequence || file.ReadByte() >= 0)
            throw new InvalidDataException("what it holds is not what it begins with");
        return (stamp, state);
    }

    /// <summary>Takes a file out of the way that can be no start, and keeps it to be looked at, if the disk lets it.</summary>
    public static void SetAside(string path)
    {
        try
        {
            File.Move(path, path + RefusedEnding, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It is refused again next time.
        }
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0);

    private static SnapshotStamp ReadStamp(FileStream file)
    {
        Span<byte> head = stackalloc byte[SnapshotStamp.Bytes];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            throw new InvalidDataException("it ends within its first bytes");
        return SnapshotStamp.Read(head);
    }
}
