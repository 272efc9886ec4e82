namespace Bourse.Matching;

/// <summary>Why an order, or what was left of it, went without trading.</summary>
public enum CancelReason : byte
{
    Requested = 0,

    /// <summary>The rest of an immediate-or-cancel or market order.</summary>
    Immediate = 1,

    /// <summary>A fill-or-kill order that could not be filled whole.</summary>
    FillOrKill = 2,
    SelfTrade = 3,

    /// <summary>A market order that the auction left over.</summary>
    AuctionOver = 4,

    /// <summary>The level's quantity would no longer fit 64 bits.</summary>
    LevelFull = 5,
}
