namespace Bourse.Records;

/// <summary>How far an order is.</summary>
public enum OrderRowStatus
{
    Refused = 0,
    Open = 1,
    Filled = 2,

    /// <summary>Over before it was filled whole.</summary>
    Ended = 3,
}
