namespace Bourse.Exchange;

/// <summary>Why an order, or what was left of it, went without trading.</summary>
public enum EndReason : byte
{
    None = 0,

    /// <summary>Its account asked for it.</summary>
    Cancelled = 1,

    /// <summary>The rest of an immediate-or-cancel or market order.</summary>
    Immediate = 2,

    /// <summary>A fill-or-kill order that could not be filled whole.</summary>
    FillOrKill = 3,
    SelfTrade = 4,

    /// <summary>The quantity at its price would no longer fit 64 bits, or its book is full.</summary>
    NoRoom = 5,
    MassCancelled = 6,
    Killed = 7,

    /// <summary>Its time has come, or its instrument has closed.</summary>
    Expired = 8,

    /// <summary>It was for an auction that is over.</summary>
    AuctionOver = 9,

    /// <summary>Triggered, but priced to trade beyond the band.</summary>
    OutsideBand = 10,

    /// <summary>It may only reduce a position, which other fills have made smaller.</summary>
    PositionReduced = 11,

    /// <summary>The other order of its pair was filled, or triggered.</summary>
    OtherDone = 12,

    /// <summary>An order that it came with is over and was not filled, or not so far.</summary>
    OtherEnded = 13,

    /// <summary>Triggered by another's fill, but what it needs was not there.</summary>
    Unfunded = 14,
}
