using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// One order in a snapshot, little-endian:
/// <code>
///  0     8      16      24       32        40      44     48
///  | Id  | Key  | Shown | Hidden | Display | Owner | Side |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SnapshotOrder(
    ulong Id, long Key, long Shown, long Hidden, long Display, int Owner, int Side)
{
    public const int Bytes = 48;

    public static SnapshotOrder Read(ReadOnlySpan<byte> from) => MemoryMarshal.Read<SnapshotOrder>(from);

    public void Write(Span<byte> into) => MemoryMarshal.Write(into, this);

    public ulong AddTo(ulong hash)
    {
        hash = StableHash.Mix(hash + Id);
        hash = StableHash.Mix(hash + (ulong)Key);
        hash = StableHash.Mix(hash + (ulong)Shown);
        hash = StableHash.Mix(hash + (ulong)Hidden);
        hash = StableHash.Mix(hash + (ulong)Display);
        return StableHash.Mix(hash + ((ulong)(uint)Owner << 32 | (uint)Side));
    }

    public bool IsPossible(BookPhase phase) =>
        Side is 0 or 1 && Owner >= 0 && Shown > 0 && Hidden >= 0 && Hidden <= long.MaxValue - Shown
        && (Display == 0 ? Hidden == 0 : Display > 0 && Shown <= Display && Hidden / Display <= OrderBook.SlicesMax)
        && (Key == MirroredPrice.Market
            ? phase == BookPhase.Call && Display == 0
            : MirroredPrice.Price(Key, Side) is >= -OrderBook.PriceMax and <= OrderBook.PriceMax);
}
