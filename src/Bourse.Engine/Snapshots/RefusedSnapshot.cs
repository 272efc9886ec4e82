namespace Bourse.Engine;

/// <summary>A snapshot that was passed over, and why.</summary>
public sealed record RefusedSnapshot(string Path, string Why)
{
    public override string ToString() => $"{Path}: {Why}";
}
