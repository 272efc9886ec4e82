using Bourse.Journal;

namespace Bourse.Tests.Journal;

/// <summary>
/// The real disk with faults on demand: no space, failing syncs, opens and renames, death before a numbered step, and
/// power cuts, for which it remembers what of each file and of the folder was synced.
/// </summary>
internal sealed class FaultyFiles : IJournalFiles
{
    private readonly Lock _gate = new();
    private readonly Dictionary<MappedRegion, DiskFile> _mapped = [];
    private readonly List<Dictionary<string, DiskFile>> _folderStates = [[]];
    private int _steps;

    public bool IsFull { get; set; }

    public Func<MappedRegion, bool> SyncFails { get; set; } = _ => false;

    public Func<string, bool> OpenFails { get; set; } = _ => false;

    public bool RenameFails { get; set; }

    /// <summary>The process dies before this step, counted from 1; 0 lets it live.</summary>
    public int DiesBefore { get; set; }

    /// <summary>Whether steps of the journal's background threads are neither counted nor deadly.</summary>
    public bool OnlyCallerDies { get; set; }

    /// <summary>Syncs of segments; spare files are synced in their own time.</summary>
    public int SyncCount { get; private set; }

    private Dictionary<string, DiskFile> Folder => _folderStates[^1];

    /// <summary>Takes over a folder as it is, all of it durable.</summary>
    public static FaultyFiles Over(string directory)
    {
        var files = new FaultyFiles();
        foreach (var path in Directory.GetFiles(directory, "*.seg").Concat(Directory.GetFiles(directory, "*.idx")))
        {
            var content = File.ReadAllBytes(path);
            files.Folder[Path.GetFileName(path)] = new DiskFile { Path = path, Durable = content };
        }
        return files;
    }

    public IReadOnlyList<string> List(string directory, string ending) => MappedFiles.Disk.List(directory, ending);

    public MappedRegion Create(string path, int bytes)
    {
        Step();
        if (IsFull)
            throw new IOException($"{path}: No space left on device", 28);
        var region = MappedFiles.Disk.Create(path, bytes);
        var file = new DiskFile { Path = path, Durable = new byte[bytes] };
        lock (_gate)
            _mapped[region] = file;
        Change(folder => folder[Path.GetFileName(path)] = file);
        return region;
    }

    public MappedRegion Open(string path, bool isWritable)
    {
        Step();
        if (OpenFails(path))
            throw new IOException($"{path}: Too many open files", 24);
        var region = MappedFiles.Disk.Open(path, isWritable);
        lock (_gate)
        {
            if (isWritable && Folder.TryGetValue(Path.GetFileName(path), out var file))
                _mapped[region] = file;
        }
        return region;
    }

    public void Sync(MappedRegion region)
    {
        Step();
        if (region.Path.EndsWith(".seg", StringComparison.Ordinal))
            SyncCount++;
        if (SyncFails(region))
            throw new IOException($"{region.Path}: Input/output error", 5);
        lock (_gate)
        {
            if (_mapped.TryGetValue(region, out var file))
                file.Durable = region.Content.ToArray();
        }
    }

    public void Rename(MappedRegion region, string newPath)
    {
        Step();
        if (RenameFails)
            throw new IOException($"{newPath}: Input/output error", 5);
        var old = Path.GetFileName(region.Path);
        MappedFiles.Disk.Rename(region, newPath);
        Change(folder =>
        {
            if (folder.Remove(old, out var file))
            {
                file.Path = newPath;
                folder[Path.GetFileName(newPath)] = file;
            }
        });
    }

    public void Delete(string path)
    {
        Step();
        MappedFiles.Disk.Delete(path);
        Change(folder => folder.Remove(Path.GetFileName(path)));
    }

    public void SyncDirectory(string directory)
    {
        Step();
        lock (_gate)
            _folderStates.RemoveRange(0, _folderStates.Count - 1);
    }

    public void WriteSmall(string path, ReadOnlySpan<byte> bytes)
    {
        Step();
        if (IsFull)
            throw new IOException($"{path}: No space left on device", 28);
        MappedFiles.Disk.WriteSmall(path, bytes);
        var file = new DiskFile { Path = path, Durable = bytes.ToArray() };
        Change(folder => folder[Path.GetFileName(path)] = file);
    }

    public byte[]? ReadSmall(string path) => MappedFiles.Disk.ReadSmall(path);

    /// <summary>
    /// Writes to another folder what a power cut now could leave there: of the names any state since they were last
    /// synced, and of each 512-byte sector that was not synced its old content or its new.
    /// </summary>
    public void CutPower(string toDirectory, Random random)
    {
        lock (_gate)
        {
            var survives = random.NextDouble() switch { < 0.2 => 0.0, < 0.4 => 1.0, _ => random.NextDouble() };
            foreach (var (name, file) in _folderStates[random.Next(_folderStates.Count)])
            {
                File.WriteAllBytes(Path.Combine(toDirectory, name), Mix(file, survives, random));
            }
        }
    }

    private static byte[] Mix(DiskFile file, double survives, Random random)
    {
        const int sectorBytes = 512;
        var content = (byte[])file.Durable.Clone();
        var present = File.Exists(file.Path) ? File.ReadAllBytes(file.Path) : content;
        for (var at = 0; at < content.Length; at += sectorBytes)
        {
            var bytes = Math.Min(sectorBytes, content.Length - at);
            if (random.NextDouble() < survives)
                present.AsSpan(at, bytes).CopyTo(content.AsSpan(at));
        }
        return content;
    }

    private void Change(Action<Dictionary<string, DiskFile>> change)
    {
        lock (_gate)
        {
            var folder = new Dictionary<string, DiskFile>(Folder);
            change(folder);
            _folderStates.Add(folder);
        }
    }

    /// <summary>The process dies before this step from now on.</summary>
    public void DiesAfter(int steps)
    {
        _steps = 0;
        DiesBefore = steps;
    }

    private void Step()
    {
        if (OnlyCallerDies && Thread.CurrentThread.Name?.StartsWith("journal ", StringComparison.Ordinal) == true)
            return;
        if (Interlocked.Increment(ref _steps) == DiesBefore)
            throw new ProcessDeath();
    }

    /// <summary>Stands for the end of the process: nothing of ours catches it.</summary>
    public sealed class ProcessDeath : Exception;

    private sealed class DiskFile
    {
        public required string Path { get; set; }

        public required byte[] Durable { get; set; }
    }
}
