using System.Buffers.Binary;
using System.Text;

namespace Bourse.EndToEnd;

/// <summary>Makes bad WebSocket frames and bad messages in good frames, the same ones for the same seed.</summary>
internal sealed class FrameSpoiler(Random random)
{
    private static readonly string[] Messages =
    [
        """["1","1","stock:trades","phx_join",{"symbols":["TULIP"],"from":"live"}]""",
        """["2","2","stock:book","phx_join",{"symbols":["TULIP"],"depth":5}]""",
        """["3","3","prices:TULIP","phx_join",{}]""",
        """["4","4","orders:bot-maker-1","phx_join",{"from":0}]""",
        """["5","5","alerts:ann","phx_join",{}]""",
        """["1","6","stock:trades","subscribe",{"symbols":["BHP"]}]""",
        """["1","7","stock:trades","phx_leave",{}]""",
        """[null,"8","phoenix","heartbeat",{}]""",
    ];

    private static readonly string[] Odd =
        ["", "null", "[]", "{}", "[1,2,3,4,5]", "[[[[[", "\"", "[null,null,null,null,null]", "1e999", "\ufeff[]", "[\"1\"]"];

    /// <summary>A frame, and whether it breaks the protocol, after which nothing more is read.</summary>
    public (byte[] Bytes, bool IsBroken) Next()
    {
        var text = Text();
        return random.Next(16) switch
        {
            0 => (Frame(0x81, text, isMasked: false), true),
            1 => (Frame((byte)(0x80 | random.Next(3, 8)), text), true),
            2 => (Frame((byte)(0x81 | (0x10 << random.Next(3))), text), true),
            3 => (Frame(0x89, new byte[126 + random.Next(500)]), true),
            4 => (Oversized(), true),
            5 => (Frame(0x80, text), true),
            6 => (Frame(0x88, [0x03]), true),
            7 => (Frame(0x09, [1]), true),
            8 => (Frame(0x82, text), false),
            9 => (Frame(0x8A, text[..Math.Min(text.Length, 100)]), false),
            _ => (Frame(0x81, text), false),
        };
    }

    private byte[] Text()
    {
        var text = Encoding.UTF8.GetBytes(random.Next(6) == 0 ? Odd[random.Next(Odd.Length)] : Messages[random.Next(Messages.Length)]);
        if (text.Length > 0 && random.Next(8) > 0)
            text[random.Next(text.Length)] = (byte)random.Next(256);
        if (random.Next(50) == 0)
            text = [.. text, .. Enumerable.Repeat((byte)'[', random.Next(20_000))];
        return text;
    }

    private byte[] Oversized()
    {
        var frame = new byte[14];
        (frame[0], frame[1]) = (0x81, 0xFF);
        BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), random.Next(2) == 0 ? -1 : random.NextInt64());
        return frame;
    }

    private byte[] Frame(byte first, byte[] payload, bool isMasked = true)
    {
        var frame = new List<byte> { first };
        var masked = (byte)(isMasked ? 0x80 : 0);
        if (payload.Length < 126)
            frame.Add((byte)(masked | payload.Length));
        else
            frame.AddRange([(byte)(masked | 126), (byte)(payload.Length >> 8), (byte)(payload.Length & 0xFF)]);
        if (!isMasked)
            return [.. frame, .. payload];
        var mask = new byte[4];
        random.NextBytes(mask);
        return [.. frame, .. mask, .. payload.Select((one, i) => (byte)(one ^ mask[i % 4]))];
    }
}
