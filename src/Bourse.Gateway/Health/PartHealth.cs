using System.Text.Json.Nodes;

namespace Bourse.Gateway.Health;

/// <summary>How one part is at this moment.</summary>
/// <param name="Reason">Why it is not simply up, in one plain sentence; null when it is.</param>
public sealed record PartHealth(HealthStatus Status, string? Reason = null)
{
    /// <summary>What else there is to know: positions, counts, times. Only values of JSON.</summary>
    public JsonObject Facts { get; init; } = [];
}
