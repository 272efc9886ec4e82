using Bourse.Exchange;

namespace Bourse.Engine;

/// <summary>An account's positions of one quote asset together, in 10⁻⁸ of it.</summary>
/// <param name="Value">Null when one of them has no mark; so is what is not realised.</param>
public sealed record PositionTotal(
    string Asset, Int128 Cost, Int128? Value, Int128? Unrealised, Int128 Realised, Int128 Fees)
{
    /// <summary>By asset, in the order of the first position of each.</summary>
    public static IReadOnlyList<PositionTotal> Of(IReadOnlyList<HeldPosition> positions) =>
        [.. positions.GroupBy(position => position.QuoteAsset).Select(group => group.Aggregate(
            new PositionTotal(group.Key, 0, 0, 0, 0, 0), (total, position) => total.Add(position)))];

    private PositionTotal Add(in HeldPosition position) => new(
        Asset, Cost + position.Cost, Value + position.Value, Unrealised + position.Unrealised,
        Realised + position.Realised, Fees + position.Fees);
}
