namespace Bourse.Records;

/// <summary>Instruments that a user keeps an eye on, in the user's order.</summary>
public sealed class Watchlist : IOwnedRow
{
    public long Id { get; init; }

    public required string User { get; init; }

    /// <summary>Unique among the user's; 1 to 40 characters.</summary>
    public required string Name { get; set; }

    /// <summary>Symbols separated by a blank.</summary>
    public required string Symbols { get; set; }

    /// <summary>Nanoseconds since 1970.</summary>
    public long Changed { get; set; }
}
