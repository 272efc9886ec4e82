namespace Bourse.Matching;

/// <summary>What becomes of the part of an order that does not trade at once. Days and dates end outside the book.</summary>
public enum TimeInForce : byte
{
    /// <summary>It rests until it is cancelled.</summary>
    GoodTillCancel = 0,

    /// <summary>It is cancelled.</summary>
    ImmediateOrCancel = 1,

    /// <summary>All trades at once, or nothing does.</summary>
    FillOrKill = 2,
}
