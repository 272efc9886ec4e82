using System.Text.Json.Nodes;

namespace Bourse.Gateway.Rest;

/// <summary>A query parameter: what it is called, how it is read, and how the description shows it.</summary>
internal abstract record QueryParameter(string Name, string Description)
{
    /// <summary>The JSON schema of its value.</summary>
    public required JsonObject Schema { get; init; }
}
