using System.Runtime.CompilerServices;
using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// Keys by which both sides look alike: a bid's key is its price, an ask's the complement of its price, so that a greater
/// key is always the better price, and the key of a price on the other side is the complement of its key on this one.
/// Sides are 0 for bids and 1 for asks here.
/// </summary>
internal static class MirroredPrice
{
    /// <summary>Worse than any price: the best key of an empty side.</summary>
    public const long None = long.MinValue;

    /// <summary>Better than any price: where market orders wait for an auction.</summary>
    public const long Market = long.MaxValue - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOutOfRange(long price) => (ulong)(price + OrderBook.PriceMax) > 2UL * OrderBook.PriceMax;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Key(long price, int side) => price ^ -side;

    /// <summary>The price of a key; the same operation, its own inverse. 0 for waiting market orders.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Price(long key, int side) => key == Market ? 0 : key ^ -side;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Index(Side side) => (int)side - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Side Side(int index) => (Side)(index + 1);
}
