using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Engine;

/// <summary>What an account had at one moment: after the command of that sequence.</summary>
/// <param name="BlotterSequence">The blotter's last record at that moment.</param>
public sealed record Portfolio(
    int Account, string Name, long Sequence, long BlotterSequence, Timestamp Time,
    IReadOnlyList<AssetHolding> Holdings, IReadOnlyList<HeldPosition> Positions)
{
    /// <summary>The positions by what they are traded for.</summary>
    public IReadOnlyList<PositionTotal> Totals => PositionTotal.Of(Positions);
}
