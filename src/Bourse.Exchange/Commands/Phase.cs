namespace Bourse.Exchange;

/// <summary>What may be done in an instrument now. Cancels are taken in every phase.</summary>
public enum Phase : byte
{
    /// <summary>Orders that cross trade at once.</summary>
    Continuous = 0,

    /// <summary>No orders are taken.</summary>
    Closed = 1,

    /// <summary>Orders collect.</summary>
    PreOpen = 2,

    /// <summary>Orders collect for the auction with which the phase ends.</summary>
    OpeningAuction = 3,

    /// <summary>No orders are taken, for a reason.</summary>
    Halted = 4,

    /// <summary>Orders collect for the auction with which a halt ends.</summary>
    ReopeningAuction = 5,

    /// <summary>Orders collect for the auction with which the day ends.</summary>
    ClosingAuction = 6,
}
