using System.Runtime.InteropServices;

namespace Bourse.Market;

/// <summary>Something is missing: events between two numbers were never received, or what was received is not right.</summary>
/// <remarks>
/// <code>
///  0         40         48
///  +---------+----------+----------+
///  | header  | expected | received |
///  +---------+----------+----------+
/// </code>
/// The header's instrument is the one affected, or none when the whole source is; its conditions are the
/// <see cref="GapReason"/>.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct Gap(EventHeader Header, long Expected, long Received)
{
    public const int Bytes = EventHeader.Bytes + 16;

    /// <summary>Why it is missing.</summary>
    public GapReason Reason => (GapReason)Header.Conditions;

    /// <summary>Books may be wrong since then, until the next snapshot.</summary>
    public bool IsOfBook => Reason is not (GapReason.TradeIds or GapReason.Unreadable);

    /// <summary>Reads a gap in place; the payload must hold <see cref="Bytes"/>.</summary>
    public static ref readonly Gap In(ReadOnlySpan<byte> payload) => ref MemoryMarshal.AsRef<Gap>(payload);

    /// <summary>Writes the little-endian layout.</summary>
    public void Write(Span<byte> destination) => MemoryMarshal.Write(destination, in this);
}
