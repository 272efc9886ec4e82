using Bourse.Journal;

namespace Bourse.Tests.Exchange;

/// <summary>
/// A disk in memory that does what it is told: is full, fails to sync, and stops the process before any of its steps.
/// It knows what of every file and folder a power cut would leave. Snapshots lie in a real folder, because the engine
/// streams them there.
/// </summary>
internal sealed class SimulatedDisk : IJournalFiles
{
    public const string SnapshotFolderName = "snapshots";

    private readonly Dictionary<string, SimulatedFolder> _folders = new(StringComparer.Ordinal);
    private readonly Random _random;
    private int _stepsLeft = int.MaxValue;

    public SimulatedDisk(DiskImage image, Random random)
    {
        _random = random;
        foreach (var (path, bytes) in image.Files)
            FolderOf(path).Put(path, new SimulatedFile(bytes));
        foreach (var folder in _folders.Values)
            folder.Sync();
    }

    public bool IsFull { get; set; }

    /// <summary>Whether a sync does nothing and says that it did.</summary>
    public bool LiesAboutSyncs { get; init; }

    /// <summary>Whether to fail when this path is synced.</summary>
    public Func<string, bool> SyncFails { get; set; } = _ => false;

    /// <summary>Whether it is the machine that ends when the process next does so inside a step.</summary>
    public bool DiesOfPower { get; private set; }

    /// <summary>What the death of the process has left; null while it lives.</summary>
    public DiskImage? Left { get; private set; }

    /// <summary>The process ends before that step from now, counted from 1.</summary>
    public void DiesBefore(int step, bool ofPower) => (_stepsLeft, DiesOfPower) = (step, ofPower);

    /// <summary>The process ends: killed, or with the whole machine.</summary>
    public DiskImage Die(bool ofPower)
    {
        if (Left is not null)
            return Left;
        Left = new DiskImage();
        var survives = _random.NextDouble() switch { < 0.2 => 0.0, < 0.4 => 1.0, _ => _random.NextDouble() };
        foreach (var (name, folder) in _folders.OrderBy(folder => folder.Key, StringComparer.Ordinal))
            foreach (var (path, file) in ofPower ? folder.AnyState(_random) : folder.Files)
                Left.Files[path] = ofPower ? file.CutPower(survives, _random) : file.Content.ToArray();
        return Left;
    }

    public IReadOnlyList<string> List(string directory, string ending) => IsReal(directory)
        ? MappedFiles.Disk.List(directory, ending)
        :
    [
        .. Folder(directory).Files.Keys.Where(path => path.EndsWith(ending, StringComparison.Ordinal))
            .Select(path => Path.GetFileName(path)!),
    ];

    public MappedRegion Create(string path, int bytes)
    {
        Step();
        RefuseIfFull(path);
        var file = new SimulatedFile(new byte[bytes]);
        FolderOf(path).Put(path, file);
        return file.Map(path, isWritable: true);
    }

    public MappedRegion Open(string path, bool isWritable)
    {
        if (isWritable)
            Step();
        return Find(path)?.Map(path, isWritable) ?? throw new FileNotFoundException(path);
    }

    public void Sync(MappedRegion region)
    {
        Step();
        if (SyncFails(region.Path))
            throw new IOException($"{region.Path}: Input/output error", 5);
        if (Left is null && !LiesAboutSyncs)
            Find(region.Path)?.Sync();
    }

    public void Rename(MappedRegion region, string newPath)
    {
        Step();
        var file = Find(region.Path) ?? throw new FileNotFoundException(region.Path);
        FolderOf(newPath).Rename(region.Path, newPath, file);
        region.Path = newPath;
    }

    public void Delete(string path)
    {
        if (IsReal(Path.GetDirectoryName(path)!))
        {
            File.Delete(path);
            return;
        }

        Step();
        FolderOf(path).Remove(path);
    }

    public void SyncDirectory(string directory)
    {
        Step();
        if (!IsReal(directory))
            Folder(directory).Sync();
    }

    public void WriteSmall(string path, ReadOnlySpan<byte> bytes)
    {
        Step();
        RefuseIfFull(path);
        FolderOf(path).Put(path, new SimulatedFile(bytes));
    }

    public byte[]? ReadSmall(string path) => Find(path)?.Content.ToArray();

    private static bool IsReal(string directory) => directory.EndsWith(SnapshotFolderName, StringComparison.Ordinal);

    private void Step()
    {
        if (Left is not null || --_stepsLeft > 0)
            return;
        Die(DiesOfPower);
        throw new ProcessDeath();
    }

    private void RefuseIfFull(string path)
    {
        if (IsFull)
            throw new IOException($"{path}: No space left on device", 28);
    }

    private SimulatedFile? Find(string path) => FolderOf(path).Files.GetValueOrDefault(path);

    private SimulatedFolder FolderOf(string path) => Folder(Path.GetDirectoryName(path)!);

    private SimulatedFolder Folder(string directory)
    {
        if (!_folders.TryGetValue(directory, out var folder))
            _folders[directory] = folder = new SimulatedFolder();
        return folder;
    }

    /// <summary>Stands for the end of the process: nothing of ours catches it.</summary>
    public sealed class ProcessDeath : Exception;
}
