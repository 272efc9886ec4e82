namespace Bourse.Tests.Exchange;

/// <summary>The names in a folder now, and every state of them since they were last synced.</summary>
internal sealed class SimulatedFolder
{
    private readonly List<SortedDictionary<string, SimulatedFile>> _states = [new(StringComparer.Ordinal)];

    public SortedDictionary<string, SimulatedFile> Files => _states[^1];

    public SortedDictionary<string, SimulatedFile> AnyState(Random random) => _states[random.Next(_states.Count)];

    public void Put(string path, SimulatedFile file) => Change(files => files[path] = file);

    public void Remove(string path)
    {
        if (Files.ContainsKey(path))
            Change(files => files.Remove(path));
    }

    public void Rename(string path, string newPath, SimulatedFile file) => Change(files =>
    {
        files.Remove(path);
        files[newPath] = file;
    });

    public void Sync() => _states.RemoveRange(0, _states.Count - 1);

    private void Change(Action<SortedDictionary<string, SimulatedFile>> change)
    {
        var files = new SortedDictionary<string, SimulatedFile>(Files, StringComparer.Ordinal);
        change(files);
        _states.Add(files);
    }
}
