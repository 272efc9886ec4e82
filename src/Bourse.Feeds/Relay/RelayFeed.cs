using System.Buffers.Binary;
using System.Net.Sockets;
using Bourse.Market;
using Bourse.Tape;
using Bourse.Tape.Relay;

namespace Bourse.Feeds.Relay;

/// <summary>
/// Feeds one Bourse from another: subscribes to its relay, gives its instruments and sources numbers of this tape, and
/// publishes its events. Its position is on the tape, so that it goes on where it was; what comes twice is recognised.
/// </summary>
public sealed class RelayFeed(string name, RelayFeedOptions options, TimeProvider clock) : IFeed
{
    // Positions are written more often than the tape forgets message ids, so that a restart repeats nothing.
    private const int PositionEvery = 10_000;

    private readonly Dictionary<int, Instrument> _instruments = [];
    private readonly Dictionary<int, Source> _sources = [];

    public string Name => name;

    public void Run(TapeInlet tape, CancellationToken stopping)
    {
        var delay = TimeSpan.FromMilliseconds(options.ReconnectMillisMin);
        while (!stopping.IsCancellationRequested)
        {
            var since = clock.GetTimestamp();
            try
            {
                Follow(tape, stopping);
            }
            catch (Exception fault) when (fault is SocketException or RelayException or ObjectDisposedException)
            {
                // The socket is closed under the reading thread to stop it.
                if (stopping.IsCancellationRequested)
                    return;
                tape.Publish(Status(FeedState.Disconnected, fault.Message));
            }

            delay = clock.GetElapsedTime(since) > TimeSpan.FromMinutes(1)
                ? TimeSpan.FromMilliseconds(options.ReconnectMillisMin)
                : TimeSpan.FromMilliseconds(Math.Min(options.ReconnectMillisMax, delay.TotalMilliseconds * 2));
            stopping.WaitHandle.WaitOne(delay);
        }
    }

    private static FeedStatus Status(FeedState state, string text, Source? source = null, long position = 0) => new(
        new EventHeader { Source = source?.Id ?? SourceId.None, Native = position },
        state,
        text.Length <= 200 ? text : text[..200]);

    // The server's journal id is learned by connecting; only then is it known how far it has been followed.
    private void Follow(TapeInlet tape, CancellationToken stopping)
    {
        var address = RelayAddress.Parse(options.Address);
        RelayWelcome server;
        using (var probe = RelayClient.Connect(address, new RelayRequest(RelayStart.Live, 0, options.Symbols)))
            server = probe.Welcome;
        var position = tape.OpenSource($"relay:{server.JournalId:x16}", Numbering.Source);
        var from = FirstToAskFor(tape, position, server);
        using var client = RelayClient.Connect(
            address, new RelayRequest(RelayStart.Sequence, from, options.Symbols));
        using var ending = stopping.Register(client.Dispose);
        tape.Publish(Status(FeedState.Live, $"following {address} from {from}"));

        _instruments.Clear();
        _sources.Clear();
        var sincePosition = 0;
        while (!stopping.IsCancellationRequested && client.TryRead(out var record))
        {
            Take(tape, record);
            if (record.Sequence <= position.Position || ++sincePosition < PositionEvery)
                continue;
            sincePosition = 0;
            tape.Publish(Status(FeedState.Live, $"at {record.Sequence}", position, record.Sequence));
        }
    }

    // What the server's retention has deleted is lost to us: that is a gap, and it is written down as one.
    private static long FirstToAskFor(TapeInlet tape, Source position, RelayWelcome server)
    {
        var next = position.Position + 1;
        if (next >= server.FirstSequence)
            return next;
        if (position.Position > 0)
            tape.Publish(new Gap(new EventHeader { Source = position.Id }, next, server.FirstSequence));
        return server.FirstSequence;
    }

    private void Take(TapeInlet tape, in RelayRecord record)
    {
        if (record.Type == MarketEventType.InstrumentDefinition)
            Define(tape, record.Payload);
        else if (record.Type == MarketEventType.SourceDefinition)
            OpenSource(tape, record.Payload);
        else
            Publish(tape, record);
    }

    private void Define(TapeInlet tape, ReadOnlySpan<byte> payload)
    {
        var remote = InstrumentDefinition.Read(payload)
            ?? throw new RelayException("an instrument's definition cannot be read");
        var terms = new InstrumentTerms(
            remote.Name, remote.Currency, remote.TickSize, remote.LotSize, remote.IsSynthetic,
            remote.HasBots);
        _instruments[remote.Id.Number] = tape.Redefine(remote.Venue, remote.Symbol, terms);
    }

    private void OpenSource(TapeInlet tape, ReadOnlySpan<byte> payload)
    {
        var remote = SourceDefinition.Read(payload) ?? throw new RelayException("a source's definition cannot be read");
        _sources[remote.Id.Number] = tape.OpenSource(remote.Key, remote.Numbering);
    }

    private void Publish(TapeInlet tape, in RelayRecord record)
    {
        if (!EventLayout.IsWhole(record.Type, record.Payload))
            throw new RelayException($"record {record.Sequence} is malformed");
        ref readonly var header = ref EventHeader.In(record.Payload);
        var instrument = header.Instrument == InstrumentId.None ? null : _instruments[header.Instrument.Number];
        var source = header.Source == SourceId.None ? null : _sources[header.Source.Number];
        var payload = tape.Claim(record.Type, record.Payload.Length);
        record.Payload.CopyTo(payload);
        BinaryPrimitives.WriteInt32LittleEndian(payload, instrument?.Id.Number ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(payload[EventHeader.SourceOffset..], source?.Id.Number ?? 0);

        // A status may hold a position of the server's own sources, which says nothing of what has come this far.
        if (record.Type == MarketEventType.FeedStatus)
            BinaryPrimitives.WriteInt64LittleEndian(payload[EventHeader.NativeOffset..], 0);
        tape.HandOver();
    }
}
