namespace Bourse.Matching;

/// <summary>How a book treats orders that cross.</summary>
public enum BookPhase : byte
{
    /// <summary>They trade at once.</summary>
    Continuous = 0,

    /// <summary>They collect for an auction.</summary>
    Call = 1,
}
