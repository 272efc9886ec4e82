namespace Bourse.Exchange;

/// <summary>What orders that come together have to do with each other.</summary>
public enum GroupKind : byte
{
    /// <summary>The order comes alone.</summary>
    None = 0,

    /// <summary>
    /// Leg 1, a limit order, and leg 2, a stop: what one is filled the other loses, and the end of one ends the other.
    /// </summary>
    OneCancelsOther = 1,

    /// <summary>Leg 2 comes to as much as leg 1 is filled, on the other side.</summary>
    OneTriggersOther = 2,

    /// <summary>Leg 1 triggers legs 2 and 3, which cancel each other: a limit that takes a profit, a stop of losses.</summary>
    Bracket = 3,
}
