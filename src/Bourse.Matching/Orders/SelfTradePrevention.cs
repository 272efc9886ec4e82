namespace Bourse.Matching;

/// <summary>
/// What happens when an order would trade with another of the same owner; the incoming order's mode decides, as at CME
/// (tag 8000) and Binance. Not applied in an auction.
/// </summary>
public enum SelfTradePrevention : byte
{
    None = 0,

    /// <summary>The rest of the incoming order is cancelled.</summary>
    CancelNewest = 1,

    /// <summary>The resting order is cancelled, and the incoming one goes on.</summary>
    CancelOldest = 2,

    CancelBoth = 3,

    /// <summary>Both are reduced by the smaller quantity without trading; what reaches zero is cancelled.</summary>
    Decrement = 4,
}
