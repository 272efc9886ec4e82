namespace Bourse.Exchange;

/// <summary>
/// What an account has traded in an instrument. At any time: realised = sold − bought + cost, exactly.
/// </summary>
internal struct Position
{
    /// <summary>No order may take a position further than this, either way.</summary>
    public const long QuantityMax = 1L << 61;

    public int Account;
    public int Instrument;
    public int NextOfAccount;

    /// <summary>Changed by the command at hand, and so to be told at its end.</summary>
    public bool IsTouched;

    /// <summary>Bought less sold.</summary>
    public long Quantity;

    /// <summary>Quantities of open orders.</summary>
    public long OpenBuys;
    public long OpenSells;

    /// <summary>Open orders that may only reduce it, the oldest first, and their quantities. All are of one side.</summary>
    public OrderList Reducing;
    public long OpenReducing;

    /// <summary>They may have come to more than it.</summary>
    public bool IsExceeded;

    /// <summary>How far it may go either way; 0: as far as <see cref="QuantityMax"/>.</summary>
    public long Limit;

    /// <summary>What the quantity was traded for; of a short position what was received, below 0.</summary>
    public Int128 Cost;
    public Int128 Realised;
    public Int128 Fees;

    /// <summary>Whether it stays within its limit were these and all open orders of the side filled.</summary>
    public readonly bool Allows(bool isBuy, long more)
    {
        var furthest = (isBuy ? (Int128)Quantity + OpenBuys : (Int128)OpenSells - Quantity) + more;
        return furthest <= (Limit == 0 ? QuantityMax : Limit);
    }

    /// <summary>What orders of a side can bring towards zero, in whole lots.</summary>
    public readonly long Reducible(bool isBuy, long lot)
    {
        var quantity = isBuy ? -Quantity : Quantity;
        return quantity <= 0 ? 0 : quantity - quantity % lot;
    }

    /// <summary>How much a further order of a side may come to that may only reduce it.</summary>
    public readonly long RoomToReduce(bool isBuy, long lot) => Math.Max(0, Reducible(isBuy, lot) - OpenReducing);

    /// <summary>
    /// Buys or sells. Closing takes the average cost of what is closed, rounded towards zero; what the rounding leaves
    /// stays in the cost of the rest.
    /// </summary>
    public void Trade(bool isBuy, long quantity, long value)
    {
        var isClosing = Quantity != 0 && isBuy == Quantity < 0;
        var closing = isClosing ? Math.Min(quantity, Math.Abs(Quantity)) : 0;
        if (isClosing)
        {
            var closed = (long)Exact.Part(value, closing, quantity);
            var cost = Exact.Part(Cost, closing, Math.Abs(Quantity));
            Realised += isBuy ? -cost - closed : closed - cost;
            Cost -= cost;
            value -= closed;
        }

        Cost += isBuy ? value : -value;
        Quantity += isBuy ? quantity : -quantity;
    }
}
