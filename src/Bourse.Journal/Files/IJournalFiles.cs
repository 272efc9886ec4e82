namespace Bourse.Journal;

/// <summary>
/// The disk, as a journal uses it: the edge of the process. <see cref="MappedFiles"/> is the real one; tests put one
/// in its place that runs out of space, fails to sync, or loses power. Every member may throw
/// <see cref="IOException"/>. Called from the writer's thread and from the journal's background threads.
/// </summary>
public interface IJournalFiles
{
    /// <summary>The names, without folder, of the files of a folder that end so, in order.</summary>
    public IReadOnlyList<string> List(string directory, string ending);

    /// <summary>
    /// Makes a file of zeros with all its space reserved and its pages in memory, mapped for writing.
    /// </summary>
    public MappedRegion Create(string path, int bytes);

    /// <summary>Maps a whole existing file.</summary>
    public MappedRegion Open(string path, bool isWritable);

    /// <summary>
    /// Returns once the bytes of a mapped file are on disk. After a failure nothing is known of them.
    /// </summary>
    public void Sync(MappedRegion region);

    /// <summary>Gives a mapped file another name in the same folder, which must be free.</summary>
    public void Rename(MappedRegion region, string newPath);

    /// <summary>Removes a file; one that is not there is no error.</summary>
    public void Delete(string path);

    /// <summary>Returns once the names in a folder are on disk.</summary>
    public void SyncDirectory(string directory);

    /// <summary>Writes a small file whole: synced under another name first, then renamed.</summary>
    public void WriteSmall(string path, ReadOnlySpan<byte> bytes);

    /// <summary>Reads a small file whole; null when it is not there.</summary>
    public byte[]? ReadSmall(string path);
}
