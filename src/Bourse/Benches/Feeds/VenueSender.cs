using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Bourse.Market;

namespace Bourse.Benches.Feeds;

/// <summary>
/// The process that plays the venue: a WebSocket on this machine that speaks as Coinbase does, trades and changes of a book
/// in turn, each with the moment it was due as its time. Open loop: what is late counts from when it was due.
/// </summary>
internal static class VenueSender
{
    private const int BatchMax = 256;
    private const int MessageBytesMax = 512;

    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(5);

    /// <summary>Prints its port, waits for a client that subscribes, and sends.</summary>
    public static void Run(long messages, int perSecond)
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        using var client = listener.Accept();
        client.NoDelay = true;
        ShakeHands(client);
        var frame = new byte[MessageBytesMax];
        client.Receive(frame);
        client.Send(frame.AsSpan(0, Frame(frame, Text(
            """{"type":"snapshot","product_id":"BTC-USD","bids":[["100.00","1"]],"asks":[["101.00","1"]]}"""))));
        Send(client, messages, perSecond);
        client.ReceiveTimeout = (int)Linger.TotalMilliseconds;
        AwaitEnd(client, frame);
    }

    private static void Send(Socket client, long messages, int perSecond)
    {
        var batch = new byte[BatchMax * MessageBytesMax];
        var start = TimedRecords.Now() + (100 * Timestamp.PerMillisecond);
        for (long i = 0; i < messages;)
        {
            var now = TimedRecords.Now();
            var length = 0;
            for (var count = 0; count < BatchMax && i < messages && DueOf(i) <= now; count++, i++)
                length += WriteFrame(batch.AsSpan(length), i, DueOf(i));
            for (var sent = 0; sent < length;)
                sent += client.Send(batch.AsSpan(sent, length - sent));
            if (length == 0)
                Thread.Yield();
        }

        long DueOf(long number) => start + (number * Timestamp.PerSecond / perSecond);
    }

    private static int WriteFrame(Span<byte> into, long number, long due)
    {
        Span<byte> message = stackalloc byte[MessageBytesMax];
        var head = number % 2 == 0
            ? """{"type":"l2update","product_id":"BTC-USD","changes":[["buy","100.01","1.50000000"]],"time":"""u8
            : """{"type":"match","maker_order_id":"27fff20b-af29-4f45-8744-56dd1ef57dc0","side":"buy","size":"0.01", """u8;
        head.CopyTo(message);
        var length = head.Length;
        if (number % 2 != 0)
            length += Write(
                message[length..], "\"price\":\"100.5\",\"product_id\":\"BTC-USD\",\"trade_id\":"u8, (number / 2) + 1);
        message[length++] = (byte)'"';
        length += new Timestamp(due).Format(message[length..]);
        "\"}"u8.CopyTo(message[length..]);
        return Frame(into, message[..(length + 2)]);
    }

    // …"trade_id":12,"time":
    private static int Write(Span<byte> into, ReadOnlySpan<byte> head, long number)
    {
        head.CopyTo(into);
        System.Buffers.Text.Utf8Formatter.TryFormat(number, into[head.Length..], out var digits);
        var tail = ",\"time\":"u8;
        tail.CopyTo(into[(head.Length + digits)..]);
        return head.Length + digits + tail.Length;
    }

    // A text frame of a server: no mask, the length in one byte or in two more.
    private static int Frame(Span<byte> into, ReadOnlySpan<byte> message)
    {
        into[0] = 0x81;
        var head = message.Length < 126 ? 2 : 4;
        into[1] = (byte)(head == 2 ? message.Length : 126);
        if (head == 4)
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(into[2..], (ushort)message.Length);
        message.CopyTo(into[head..]);
        return head + message.Length;
    }

    private static void ShakeHands(Socket client)
    {
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            request.Append(Encoding.ASCII.GetString(buffer, 0, client.Receive(buffer)));
        const string KeyHeader = "Sec-WebSocket-Key:";
        var key = request.ToString().Split("\r\n")
            .First(line => line.StartsWith(KeyHeader, StringComparison.OrdinalIgnoreCase))[KeyHeader.Length..].Trim();
        client.Send(Text(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Accept: {Accept(key)}\r\n\r\n"));
    }

    // RFC 6455 wants SHA-1 of the key and this very text; nothing is kept secret by it.
#pragma warning disable CA5350
    private static string Accept(string key) =>
        Convert.ToBase64String(SHA1.HashData(Text(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350

    // The client goes when its reader has all; if it never has, the end of the connection ends the reader.
    private static void AwaitEnd(Socket client, byte[] buffer)
    {
        try
        {
            while (client.Receive(buffer) > 0)
            {
            }
        }
        catch (SocketException)
        {
            client.Close();
        }
    }

    private static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);
}
