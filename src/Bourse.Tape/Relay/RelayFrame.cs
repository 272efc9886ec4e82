using System.Buffers.Binary;

namespace Bourse.Tape.Relay;

/// <summary>One frame from a relay's server: a tape record as it is, or a word of the server's own.</summary>
/// <remarks>
/// <code>
///  0              4       6          8            16           24
///  +--------------+-------+----------+------------+------------+-----------+---------+
///  | length: u32  | type  | version  | sequence   | time       | payload   | pad → 8 |
///  +--------------+-------+----------+------------+------------+-----------+---------+
/// </code>
/// Little-endian. The length counts header and payload without the padding. Types below 0xFF00 are the tape's.
/// </remarks>
public static class RelayFrame
{
    public const int HeaderBytes = 24;

    /// <summary>No frame is longer; a longer length means that the two sides do not speak the same protocol.</summary>
    public const int BytesMax = 1 << 26;

    /// <summary>The server's first frame: sequence = where the stream begins, payload = <see cref="RelayWelcome"/>.</summary>
    public const ushort Welcome = 0xFF01;

    /// <summary>Nothing new for a second; sequence = the last one on the tape.</summary>
    public const ushort Heartbeat = 0xFF02;

    /// <summary>The server ends the stream; the payload is the reason in UTF-8.</summary>
    public const ushort Refused = 0xFF03;

    /// <summary>Types from here on are the server's own words.</summary>
    public const ushort FirstControl = 0xFF00;

    public static int PaddedBytes(int payloadBytes) => (HeaderBytes + payloadBytes + 7) & ~7;

    /// <summary>Writes a whole frame; returns its padded length.</summary>
    public static int Write(
        Span<byte> destination, ushort type, ushort version, long sequence, long time, ReadOnlySpan<byte> payload)
    {
        var length = HeaderBytes + payload.Length;
        var padded = PaddedBytes(payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)length);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[4..], type);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[6..], version);
        BinaryPrimitives.WriteInt64LittleEndian(destination[8..], sequence);
        BinaryPrimitives.WriteInt64LittleEndian(destination[16..], time);
        payload.CopyTo(destination[HeaderBytes..]);
        destination[length..padded].Clear();
        return padded;
    }
}
