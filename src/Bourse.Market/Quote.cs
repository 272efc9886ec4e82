using System.Runtime.InteropServices;

namespace Bourse.Market;

/// <summary>The best bid and ask of a venue: 72 bytes. A side with size 0 is empty and its price means nothing.</summary>
/// <remarks>
/// <code>
///  0            40     48         56     64         72
///  +------------+------+----------+------+----------+
///  | header     | bid  | bid size | ask  | ask size |
///  +------------+------+----------+------+----------+
/// </code>
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct Quote(EventHeader Header, Price Bid, Quantity BidSize, Price Ask, Quantity AskSize)
{
    public const int Bytes = EventHeader.Bytes + 32;

    /// <summary>Both sides are there and the bid is above the ask; equal is locked, not crossed.</summary>
    public bool IsCrossed => BidSize.Units > 0 && AskSize.Units > 0 && Bid > Ask;

    /// <summary>Reads a quote in place; the payload must hold <see cref="Bytes"/>.</summary>
    public static ref readonly Quote In(ReadOnlySpan<byte> payload) => ref MemoryMarshal.AsRef<Quote>(payload);

    /// <summary>Writes the little-endian layout.</summary>
    public void Write(Span<byte> destination) => MemoryMarshal.Write(destination, in this);
}
