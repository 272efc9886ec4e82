namespace Bourse.Engine;

/// <summary>How far an order is.</summary>
public enum OrderStatus
{
    Refused,
    Open,
    Filled,

    /// <summary>Over before it was filled whole; the reason says why.</summary>
    Ended,
}
