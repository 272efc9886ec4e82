using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>What a row says besides its numbers, in eight bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = 8)]
public readonly record struct RowMarks(uint Conditions, EventFlags Flags, Side Side)
{
    /// <summary>False for prints that the venue excludes from price statistics.</summary>
    public bool IsPriced => (Flags & EventFlags.OffPrice) == 0;

    internal static RowMarks Of(in EventHeader header) => new(header.Conditions, header.Flags, header.Side);
}
