namespace Bourse.Records;

/// <summary>What was traded of an instrument within a period. Amounts in 10⁻⁸.</summary>
/// <param name="Minute">When the period begins, in minutes since 1970.</param>
/// <param name="Value">In the quote asset: the notional.</param>
public readonly record struct TradedVolume(int Instrument, long Minute, long Trades, Int128 Quantity, Int128 Value);
