namespace Bourse.EndToEnd;

/// <summary>A data directory of its own for one test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("bourse-e2e-").FullName;

    public string Tape => System.IO.Path.Combine(Path, "journal", "tape");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
