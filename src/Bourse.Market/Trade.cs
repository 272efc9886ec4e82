using System.Runtime.InteropServices;

namespace Bourse.Market;

/// <summary>A trade as printed by its venue: 56 bytes, the header, then price and quantity.</summary>
/// <remarks>
/// <code>
///  0            40       48          56
///  +------------+--------+-----------+
///  | header     | price  | quantity  |
///  +------------+--------+-----------+
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct Trade(EventHeader Header, Price Price, Quantity Quantity)
{
    public const int Bytes = EventHeader.Bytes + 16;

    /// <summary>False for prints that the venue excludes from price statistics.</summary>
    public bool IsPriced => (Header.Flags & EventFlags.OffPrice) == 0;

    /// <summary>Reads a trade in place; the payload must hold <see cref="Bytes"/>.</summary>
    public static ref readonly Trade In(ReadOnlySpan<byte> payload) => ref MemoryMarshal.AsRef<Trade>(payload);

    /// <summary>Writes the little-endian layout.</summary>
    public void Write(Span<byte> destination) => MemoryMarshal.Write(destination, in this);
}
