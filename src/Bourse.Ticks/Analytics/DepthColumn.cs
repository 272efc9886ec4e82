namespace Bourse.Ticks;

/// <summary>A book at one moment, by rows of prices; both sides from their best price on.</summary>
public sealed record DepthColumn(BookView Book, IReadOnlyList<DepthCell> Bids, IReadOnlyList<DepthCell> Asks);
