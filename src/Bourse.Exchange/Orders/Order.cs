using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>An open order. Amounts in 10⁻⁸. Its book knows it by its place.</summary>
internal struct Order
{
    public long Id;
    public int Account;
    public int Instrument;
    public Side Side;
    public OrderKind Kind;
    public Lifetime Lifetime;
    public SelfTradePrevention SelfTradePrevention;
    public OrderFlags Flags;

    /// <summary>The worst price it may trade at.</summary>
    public long Price;

    /// <summary>Filled and open together.</summary>
    public long Quantity;
    public long Open;
    public long Display;

    /// <summary>Of an order by notional, what is left of it.</summary>
    public long Notional;
    public bool IsByNotional;

    /// <summary>It is in force; its account and its book know of it.</summary>
    public bool IsOpen;

    /// <summary>It is in force and waits outside the book.</summary>
    public bool IsParked;

    /// <summary>
    /// When it ends by itself, in nanoseconds since 1970; 0 never. And its place among those that do.
    /// </summary>
    public long ExpiresAt;
    public int InExpiries;

    /// <summary>On paper, since which command it waits at its price, and its place among those that do.</summary>
    public long PaperSince;
    public int InPaper;
    public int Session;

    /// <summary>Where lies what it waits for, or did before it was triggered; 0 for one that is no stop.</summary>
    public int Stop;

    /// <summary>Held of the quote asset for a buy, of the base asset for a sell.</summary>
    public long Held;

    /// <summary>The fee of all its fills in millionths of a unit, not rounded, and what was charged of it.</summary>
    public Int128 FeeAccrued;
    public long FeeCharged;
    public int MakerRate;
    public int TakerRate;

    /// <summary>Where its account's balances and position lie, so that a fill searches nothing.</summary>
    public int QuoteBalance;
    public int BaseBalance;
    public int Position;

    /// <summary>Where its client id lies; 0 when it has none.</summary>
    public int ClientId;

    /// <summary>The group that it came with; 0 when it came alone.</summary>
    public int Group;

    /// <summary>
    /// The stop of a pair, of which only one is filled: it holds what it needs beyond what the other holds, and does
    /// not count towards the position.
    /// </summary>
    public bool IsCovered;
    public OrderLink InAccount;
    public OrderLink InListing;

    /// <summary>Among those that may only reduce its position, if it is one.</summary>
    public OrderLink InReducing;

    public readonly bool IsBuy => Side == Side.Buy;

    public readonly bool IsReduceOnly => (Flags & OrderFlags.ReduceOnly) != 0;

    /// <summary>It has no limit of its own, and in continuous trading never rests.</summary>
    public readonly bool IsAtMarket => Kind is OrderKind.Market or OrderKind.Stop or OrderKind.TrailingStop;

    public readonly int HeldBalance => IsBuy ? QuoteBalance : BaseBalance;

    /// <summary>
    /// What must be held for the rest of it: for a sell the quantity; for a buy its value at the order's price and the
    /// most that fees may then come to. Never more than before a fill less what the fill took, since a sum of values
    /// rounded down is no larger than the rounded value of the sum, and fees are rounded once for the whole order.
    /// </summary>
    public readonly long Required()
    {
        if (!IsBuy)
            return Open;
        if (IsByNotional)
            return Notional;
        var value = Exact.Value(Price, Open);
        var fees = Exact.Ceiling(FeeAccrued + Exact.Millionths(value, Math.Max(MakerRate, TakerRate))) - FeeCharged;
        return value + Math.Max(0, fees);
    }

    /// <summary>What a fill adds to the order's fee, below 0 for a rebate; what is below the least is owed.</summary>
    public long Charge(long value, int rate, long least)
    {
        FeeAccrued += Exact.Millionths(value, rate);
        var fee = Math.Max(Exact.Ceiling(FeeAccrued) - FeeCharged, least);
        FeeCharged += fee;
        return fee;
    }

    /// <summary>A fill leaves so much less of it.</summary>
    public void Fill(long quantity, long value, long fee)
    {
        Open -= quantity;
        if (IsByNotional)
            Notional -= IsBuy ? value + fee : value;
    }
}
