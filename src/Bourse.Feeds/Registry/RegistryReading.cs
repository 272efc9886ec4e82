namespace Bourse.Feeds.Registry;

/// <summary>What reading a registry gave: the registry, or every mistake in the order of their lines.</summary>
/// <param name="Registry">Null where there is any mistake.</param>
public sealed record RegistryReading(VenueRegistry? Registry, IReadOnlyList<RegistryFault> Faults)
{
    /// <summary>All mistakes in one sentence.</summary>
    public string Reason => string.Join("; ", Faults);
}
