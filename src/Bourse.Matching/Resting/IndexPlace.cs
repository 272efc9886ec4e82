using System.Runtime.CompilerServices;

namespace Bourse.Matching;

/// <summary>
/// An entry of a segment of the <see cref="OrderIndex"/>. It means something until an entry is removed or moved.
/// </summary>
internal readonly unsafe struct IndexPlace(ulong* segment, uint at)
{
    public const int SegmentEntries = 2048;
    public const uint Mask = SegmentEntries - 1;

    // After the entries of a segment: how many there are, and the bits of the directory that lead to it.
    public const int CountAt = SegmentEntries;
    public const int DepthAt = SegmentEntries + 1;
    public const int SegmentBytes = (SegmentEntries + 2) * sizeof(ulong);

    public uint At => at;

    /// <summary>0 when the place is empty.</summary>
    public ref ulong Entry
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref segment[at];
    }

    /// <summary>Entries in the segment.</summary>
    public ref ulong Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref segment[CountAt];
    }

    /// <summary>The place behind, the first after the last.</summary>
    public IndexPlace Next => new(segment, (at + 1) & Mask);
}
