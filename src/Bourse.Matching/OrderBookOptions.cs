namespace Bourse.Matching;

/// <summary>The limits of one book. The defaults hold a book of any liquid instrument.</summary>
public sealed record OrderBookOptions
{
    /// <summary>Resting orders at most; beyond it new orders are refused.</summary>
    public int OrdersMax { get; init; } = 16_000_000;

    /// <summary>Prices in the directly indexed window of each side when the book is empty; a power of two from 64.</summary>
    public int WindowTicks { get; init; } = 1024;

    /// <summary>The widest that a window may grow; a power of two to 65,536. Prices beyond it are kept sorted.</summary>
    public int WindowTicksMax { get; init; } = 65_536;
}
