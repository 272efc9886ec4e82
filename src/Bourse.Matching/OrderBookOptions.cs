namespace Bourse.Matching;

/// <summary>The limits of one book. The defaults hold a book of any liquid instrument.</summary>
public sealed record OrderBookOptions
{
    /// <summary>The most that <see cref="OrdersMax"/> may be.</summary>
    public const int OrdersCeiling = 80_000_000;

    /// <summary>Resting orders at most, to 80 million; beyond it new orders are refused.</summary>
    public int OrdersMax { get; init; } = 16_000_000;

    /// <summary>Prices in the directly indexed window of each side when the book is empty; a power of two from 64.</summary>
    public int WindowTicks { get; init; } = 1024;

    /// <summary>The widest that a window may grow; a power of two to 65,536. Prices beyond it are kept sorted.</summary>
    public int WindowTicksMax { get; init; } = 65_536;

    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(OrdersMax, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(OrdersMax, OrdersCeiling);
        CheckWindow(WindowTicks);
        CheckWindow(WindowTicksMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WindowTicks, WindowTicksMax);
    }

    private static void CheckWindow(int ticks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ticks, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ticks, 65_536);
        if (!int.IsPow2(ticks))
            throw new ArgumentOutOfRangeException(nameof(ticks), ticks, "A window is a power of two.");
    }
}
