using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Whole WebSocket frames as a server sends them (RFC 6455): unmasked, so that one array of bytes serves every client.
/// </summary>
/// <remarks>
/// <code>
///  0      1                 2 or 4 or 10
///  +------+-----------------+---------+
///  | 0x81 | payload length  | payload |     lengths above 125: 126 and 2 bytes, above 65,535: 127 and 8 bytes
///  +------+-----------------+---------+
/// </code>
/// </remarks>
internal static class ServerFrame
{
    private const int HeaderBytesMax = 10;
    private const int CloseReasonBytesMax = 123;
    private const byte FinalText = 0x81;
    private const byte FinalClose = 0x88;

    /// <summary>A text message in one frame.</summary>
    public static byte[] Text(ReadOnlySpan<byte> payload)
    {
        var header = payload.Length <= 125 ? 2 : payload.Length <= ushort.MaxValue ? 4 : HeaderBytesMax;
        var frame = GC.AllocateUninitializedArray<byte>(header + payload.Length);
        frame[0] = FinalText;
        if (header == 2)
        {
            frame[1] = (byte)payload.Length;
        }
        else if (header == 4)
        {
            frame[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        }
        else
        {
            frame[1] = 127;
            BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), payload.Length);
        }

        payload.CopyTo(frame.AsSpan(header));
        return frame;
    }

    public static bool IsClose(ReadOnlySpan<byte> frame) => !frame.IsEmpty && frame[0] == FinalClose;

    /// <summary>The last frame of a connection. The reason is cut to 123 bytes, whole characters.</summary>
    public static byte[] Close(WebSocketCloseStatus status, string reason)
    {
        Span<byte> text = stackalloc byte[CloseReasonBytesMax];
        Encoding.UTF8.GetEncoder().Convert(reason, text, flush: false, out _, out var bytes, out _);
        var frame = new byte[4 + bytes];
        frame[0] = FinalClose;
        frame[1] = (byte)(2 + bytes);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)status);
        text[..bytes].CopyTo(frame.AsSpan(4));
        return frame;
    }
}
