namespace Bourse.Records;

/// <summary>What a user may do; each may do what those before it may.</summary>
public enum Role
{
    /// <summary>Nobody known: market data only, where that is open.</summary>
    None = 0,

    /// <summary>Reads market data and what the user owns.</summary>
    Viewer = 1,

    /// <summary>Trades the user's own accounts.</summary>
    Trader = 2,

    /// <summary>Everything, for everybody.</summary>
    Admin = 3,
}
