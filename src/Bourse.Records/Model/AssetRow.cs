namespace Bourse.Records;

/// <summary>An asset of the exchange, as its blotter has it.</summary>
public sealed class AssetRow
{
    public int Number { get; init; }

    public required string Name { get; init; }
}
