using Bourse.Market;

namespace Bourse.Feeds.Registry;

/// <summary>A registry that was not taken: the one before it stays in force.</summary>
/// <param name="File">Which file.</param>
/// <param name="Since">When it was refused.</param>
public sealed record RegistryRefusal(string File, Timestamp Since, IReadOnlyList<RegistryFault> Faults)
{
    /// <summary>The file and all its mistakes in one sentence.</summary>
    public string Reason => $"{Path.GetFileName(File)}: {string.Join("; ", Faults)}";
}
