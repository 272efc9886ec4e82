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

    /// <summary>The quantity at its price would no longer fit 64 bits.</summary>
    LevelFull = 5,
    MassCancelled = 6,
    Killed = 7,
}
