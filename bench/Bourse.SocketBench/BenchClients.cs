using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Bourse.Market;

namespace Bourse.SocketBench;

/// <summary>
/// Many clients in one process that count the frames they receive. They read the sockets themselves, headers only, so
/// that the measured machine is busy with the server rather than with them.
/// </summary>
internal sealed class BenchClients(Uri url, int clients, int events)
{
    private const int LatencyEvery = 64;

    private readonly List<long> _latencies = [];

    public async Task RunAsync()
    {
        var sockets = new List<Socket>(clients);
        for (var i = 0; i < clients; i++)
            sockets.Add(await ConnectAsync());
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(sockets.Select(socket => Task.Run(() => ReadAsync(socket))));
        var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        _latencies.Sort();
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"received {(long)clients * events:N0} frames, all in order, within {seconds:F1} s; write to read: "
            + $"p50 {At(0.5):N0} µs, p99 {At(0.99):N0} µs, p99.9 {At(0.999):N0} µs"));
        sockets.ForEach(socket => socket.Dispose());
    }

    private double At(double share) =>
        _latencies.Count == 0 ? 0 : _latencies[(int)((_latencies.Count - 1) * share)] / 1_000.0;

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(url.Host, url.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {url.AbsolutePath}?vsn=2.0.0 HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        var answer = new byte[4096];
        var length = 0;
        while (!answer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            length += await socket.ReceiveAsync(answer.AsMemory(length, 1));
        await socket.SendAsync(Masked("""["1","1","stock:trades","phx_join",{}]"""));
        return socket;
    }

    // A client's frame is masked; a mask of zeros leaves the text as it is.
    private static byte[] Masked(string text) =>
        [0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)];

    private async Task ReadAsync(Socket socket)
    {
        var buffer = new byte[256 << 10];
        var (held, trades, last) = (0, 0, 0L);
        while (trades < events)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(held));
            if (read == 0)
                throw new InvalidOperationException($"The server closed after {trades} trades.");
            held += read;
            var used = 0;
            while (TryTake(buffer.AsSpan(used, held - used), out var size, out var text))
            {
                used += size;
                if (text.IndexOf("\"trade\""u8) < 0)
                    continue;
                last = CheckOrder(text, last);
                if (trades++ % LatencyEvery == 0)
                    NoteLatency(text);
            }

            buffer.AsSpan(used, held - used).CopyTo(buffer);
            held -= used;
        }
    }

    private static bool TryTake(Span<byte> bytes, out int size, out Span<byte> text)
    {
        size = 0;
        text = default;
        if (bytes.Length < 4)
            return false;
        var (header, length) = bytes[1] < 126 ? (2, bytes[1]) : (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
        if (bytes.Length < header + length)
            return false;
        size = header + length;
        text = bytes.Slice(header, length);
        return true;
    }

    private static long CheckOrder(ReadOnlySpan<byte> text, long last)
    {
        var digits = text[(text.LastIndexOf("\"sequence\":"u8) + 11)..^3];
        var sequence = long.Parse(digits, CultureInfo.InvariantCulture);
        return last == 0 || sequence == last + 1
            ? sequence
            : throw new InvalidOperationException($"Sequence {sequence} came after {last}.");
    }

    private void NoteLatency(ReadOnlySpan<byte> text)
    {
        var now = Timestamp.FromDateTime(TimeProvider.System.GetUtcNow());
        var time = text[(text.IndexOf("\"time\":\""u8) + 8)..];
        if (!Timestamp.TryParse(time[..time.IndexOf((byte)'"')], out var written))
            return;
        lock (_latencies)
            _latencies.Add(now.Nanoseconds - written.Nanoseconds);
    }
}
