using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape;
using Bourse.Tape.Relay;

namespace Bourse.Gateway.Relay;

/// <summary>One subscriber: its request, the definitions it needs, then the tape from where it asked. One thread.</summary>
internal sealed class RelayStream(
    Socket socket, JournalReader tape, InstrumentRegistry instruments, RelayOptions options)
{
    private const int BatchBytes = 1 << 16;
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(1);

    private byte[] _batch = new byte[BatchBytes];
    private int _batched;

    public void Serve(IReadOnlyList<Source> sources, CancellationToken stopping)
    {
        if (ReadRequest(out var fault) is not { } request)
        {
            Refuse(fault);
            return;
        }

        JournalCursor cursor;
        try
        {
            cursor = OpenCursor(request);
        }
        catch (JournalException refused)
        {
            Refuse(refused.Message);
            return;
        }

        using (cursor)
        {
            var filter = new RelayFilter(request.Symbols);
            SendWelcome(cursor.NextSequence);
            SendDefinitions(sources, filter);
            Follow(cursor, filter, stopping);
        }
    }

    public void Refuse(string reason)
    {
        Append(RelayFrame.Refused, 0, 0, 0, Encoding.UTF8.GetBytes(reason));
        Flush();
    }

    private JournalCursor OpenCursor(RelayRequest request) => request.Start switch
    {
        RelayStart.Sequence => tape.OpenCursor(request.Value),
        RelayStart.Time => tape.OpenCursorAt(request.Value),
        _ => tape.OpenCursor(tape.LastSequence + 1),
    };

    private RelayRequest? ReadRequest(out string fault)
    {
        var length = new byte[4];
        fault = "the connection ended before a request";
        if (!TryReceive(length))
            return null;
        var bytes = BinaryPrimitives.ReadInt32LittleEndian(length);
        fault = $"a request of {bytes} bytes";
        if (bytes is < 4 or > RelayRequest.BytesMax)
            return null;
        var request = new byte[bytes];
        length.CopyTo(request, 0);
        return TryReceive(request.AsSpan(4)) ? RelayRequest.Read(request, out fault) : null;
    }

    private bool TryReceive(Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var received = socket.Receive(destination);
            if (received == 0)
                return false;
            destination = destination[received..];
        }

        return true;
    }

    private void SendWelcome(long from)
    {
        Span<byte> payload = stackalloc byte[RelayWelcome.Bytes];
        new RelayWelcome(tape.JournalId, tape.FirstSequence, tape.LastSequence, from).Write(payload);
        Append(RelayFrame.Welcome, EventLayout.Version, from, 0, payload);
        Flush();
    }

    // A subscriber that starts late has not seen the definitions: it gets all that are known, and those that come
    // again on the tape change nothing.
    private void SendDefinitions(IReadOnlyList<Source> sources, RelayFilter filter)
    {
        Span<byte> bytes = stackalloc byte[InstrumentDefinition.BytesMax];
        foreach (var instrument in instruments.All)
        {
            if (!filter.Wants(instrument))
                continue;
            var length = InstrumentDefinition.Write(bytes, instrument);
            Append((ushort)MarketEventType.InstrumentDefinition, EventLayout.Version, 0, 0, bytes[..length]);
        }

        foreach (var source in sources)
        {
            var length = SourceDefinition.Write(bytes, source);
            Append((ushort)MarketEventType.SourceDefinition, EventLayout.Version, 0, 0, bytes[..length]);
        }

        Flush();
    }

    private void Follow(JournalCursor cursor, RelayFilter filter, CancellationToken stopping)
    {
        var strategy = options.Spin ? WaitStrategy.Spin : WaitStrategy.Block;
        while (!stopping.IsCancellationRequested)
        {
            while (_batched < BatchBytes && cursor.TryRead(out var record))
                if (filter.Wants(record))
                    Append(record.Type, record.Version, record.Sequence, record.Time, record.Payload);
            if (_batched > 0)
                Flush();
            else if (!cursor.Wait(strategy, HeartbeatEvery, stopping))
                Append(RelayFrame.Heartbeat, EventLayout.Version, cursor.NextSequence - 1, 0, default);
        }
    }

    private void Append(ushort type, ushort version, long sequence, long time, ReadOnlySpan<byte> payload)
    {
        var needed = _batched + RelayFrame.PaddedBytes(payload.Length);
        if (needed > _batch.Length)
            Array.Resize(ref _batch, Math.Max(needed, _batch.Length * 2));
        _batched += RelayFrame.Write(_batch.AsSpan(_batched), type, version, sequence, time, payload);
    }

    private void Flush()
    {
        var rest = _batch.AsSpan(0, _batched);
        while (!rest.IsEmpty)
            rest = rest[socket.Send(rest)..];
        _batched = 0;
    }
}
