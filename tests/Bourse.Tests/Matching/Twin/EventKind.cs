namespace Bourse.Tests.Matching;

internal enum EventKind
{
    Accepted,
    Rejected,
    Traded,
    Cancelled,
    Replaced,
    Reduced,
    Refilled,
    LevelChanged,

    /// <summary>The result of an auction, executed or indicative; no event of a sink.</summary>
    Auction,
}
