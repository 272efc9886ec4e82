namespace Bourse.Exchange;

/// <summary>How long what does not trade at once stays open.</summary>
public enum Lifetime : byte
{
    /// <summary>Until it is cancelled.</summary>
    GoodTillCancel = 0,
    ImmediateOrCancel = 1,

    /// <summary>All trades at once, or nothing does.</summary>
    FillOrKill = 2,
}
