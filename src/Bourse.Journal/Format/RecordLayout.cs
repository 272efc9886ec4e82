using System.Runtime.CompilerServices;

namespace Bourse.Journal;

/// <summary>
/// A record, little-endian, at a multiple of 8. The length is written last, so that a reader that sees 0 waits.
/// <code>
///   0        4        8                16               24     26     28       32
///   +--------+--------+----------------+----------------+------+------+--------+---------- - - -+
///   | length | CRC    | sequence       | time, ns       | type | ver. | 0      | payload, 0 to 8 |
///   +--------+--------+----------------+----------------+------+------+--------+---------- - - -+
/// </code>
/// The length counts header and payload without the padding; the CRC covers all but itself.
/// </summary>
internal static class RecordLayout
{
    public const int Length = 0;
    public const int Crc = 4;
    public const int Sequence = 8;
    public const int Time = 16;
    public const int Type = 24;
    public const int Version = 26;
    public const int HeaderBytes = 32;

    /// <summary>The type of the record that ends a segment. It takes no sequence.</summary>
    public const ushort SealType = 0xFFFF;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Padded(int bytes) => unchecked(bytes + 7) & ~7;
}
