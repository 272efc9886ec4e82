namespace Bourse.Exchange;

/// <summary>An account's position in an instrument, in 10⁻⁸ of the base asset and of the quote asset.</summary>
/// <param name="Quantity">Bought less sold here; below 0 more was sold.</param>
/// <param name="Cost">What the quantity was traded for, with its sign.</param>
public readonly record struct HeldPosition(string Symbol, long Quantity, Int128 Cost, Int128 Realised, Int128 Fees);
