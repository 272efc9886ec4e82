namespace Bourse.Records;

/// <summary>An instrument of the exchange, as its blotter has it.</summary>
public sealed class InstrumentRow
{
    public int Number { get; init; }

    public required string Symbol { get; init; }

    public int BaseAsset { get; init; }

    public int QuoteAsset { get; init; }
}
