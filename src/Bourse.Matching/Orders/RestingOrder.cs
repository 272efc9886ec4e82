using Bourse.Market;

namespace Bourse.Matching;

/// <summary>An order as it rests: its open quantity in lots, shown and hidden, at its price in ticks.</summary>
public readonly record struct RestingOrder(
    ulong Id, Side Side, long Price, long Shown, long Hidden, long Display, int Owner)
{
    public long Open => Shown + Hidden;
}
