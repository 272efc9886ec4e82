using System.Text.Json.Serialization;

namespace Bourse.Roles;

/// <summary>Whether a venue is to be followed.</summary>
internal sealed record VenueSwitch([property: JsonRequired] bool Enabled);

/// <summary>One book of a venue; null for all.</summary>
internal sealed record BookChoice(string? Symbol = null);

/// <summary>What is in force of a venue after a change.</summary>
internal sealed record VenueChange(string Venue, bool Enabled, IReadOnlyList<string> Symbols);

/// <summary>The messages between <c>bourse feeds</c> and a running server.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(VenueSwitch))]
[JsonSerializable(typeof(BookChoice))]
[JsonSerializable(typeof(VenueChange))]
internal sealed partial class FeedJson : JsonSerializerContext;
