using System.Diagnostics;
using Bourse.Journal;

namespace Bourse.SecondProcess;

/// <summary>The real disk; the process kills itself as with kill -9 before a numbered step, counted from 1.</summary>
internal sealed class MortalFiles(int diesBefore) : IJournalFiles
{
    private int _steps;

    public IReadOnlyList<string> List(string directory, string ending) => MappedFiles.Disk.List(directory, ending);

    public MappedRegion Create(string path, int bytes)
    {
        Step();
        return MappedFiles.Disk.Create(path, bytes);
    }

    public MappedRegion Open(string path, bool isWritable)
    {
        Step();
        return MappedFiles.Disk.Open(path, isWritable);
    }

    public void Sync(MappedRegion region)
    {
        Step();
        MappedFiles.Disk.Sync(region);
        Step();
    }

    public void Rename(MappedRegion region, string newPath)
    {
        Step();
        MappedFiles.Disk.Rename(region, newPath);
        Step();
    }

    public void Delete(string path)
    {
        Step();
        MappedFiles.Disk.Delete(path);
        Step();
    }

    public void SyncDirectory(string directory)
    {
        Step();
        MappedFiles.Disk.SyncDirectory(directory);
    }

    public void WriteSmall(string path, ReadOnlySpan<byte> bytes)
    {
        Step();
        MappedFiles.Disk.WriteSmall(path, bytes);
        Step();
    }

    public byte[]? ReadSmall(string path) => MappedFiles.Disk.ReadSmall(path);

    private void Step()
    {
        if (Interlocked.Increment(ref _steps) == diesBefore)
            Process.GetCurrentProcess().Kill();
    }
}
