namespace Bourse.Matching;

/// <summary>Whether an order names a price.</summary>
public enum OrderType : byte
{
    Limit = 0,

    /// <summary>Takes at any price and never rests, except in a call, where it waits for the auction.</summary>
    Market = 1,
}
