namespace Bourse.Records;

/// <summary>An account of the exchange, as its blotter has it.</summary>
public sealed class AccountRow
{
    public int Number { get; init; }

    public required string Name { get; init; }

    public int Group { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public long Opened { get; init; }
}
