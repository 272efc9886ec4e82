namespace Bourse.Exchange;

/// <summary>How long what does not trade at once stays open.</summary>
public enum Lifetime : byte
{
    /// <summary>Until it is cancelled.</summary>
    GoodTillCancel = 0,
    ImmediateOrCancel = 1,

    /// <summary>All trades at once, or nothing does.</summary>
    FillOrKill = 2,

    /// <summary>Until its instrument closes.</summary>
    Day = 3,

    /// <summary>Until a time that it names.</summary>
    GoodTillDate = 4,

    /// <summary>For the opening auction alone.</summary>
    Opening = 5,

    /// <summary>For the closing auction alone; until then it waits outside the book.</summary>
    Closing = 6,
}
