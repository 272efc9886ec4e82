using System.Net.Sockets;
using Bourse.Feeds.Relay;
using Bourse.Gateway.Relay;
using Bourse.Market;
using Bourse.Tape.Relay;
using Bourse.Tests.Tape;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Tests.Relay;

public sealed class RelayTests : IDisposable
{
    private readonly TapeFixture _origin = new();
    private readonly List<Source> _sources = [];
    private readonly RelayServer _server;
    private readonly RelayAddress _address;
    private long _native;

    public RelayTests()
    {
        _address = RelayAddress.Parse($"unix:{Path.Combine(_origin.Folder, "r.sock")}");
        _server = new RelayServer(
            _origin.Tape.Journal.Reader, _origin.Tape.Instruments, () => _sources, new RelayOptions { SubscribersMax = 4 },
            NullLogger.Instance);
        _server.Listen(_address);
    }

    public void Dispose()
    {
        _server.Dispose();
        _origin.Dispose();
    }

    [Theory]
    [InlineData("unix")]
    [InlineData("tcp")]
    public void A_subscriber_from_the_first_sequence_gets_every_event_once_and_in_order_while_more_are_written(string kind)
    {
        var address = kind == "unix" ? _address : ListenOnTcp();
        Publish("BHP", 500);
        using var client = RelayClient.Connect(address, new RelayRequest(RelayStart.Sequence, 1, []));
        var writer = new Thread(() =>
        {
            for (var i = 0; i < 20; i++)
                Publish("BHP", 100);
        });
        writer.Start();
        Assert.Equal(Enumerable.Range(1, 2_500).Select(i => (long)i), ReadTrades(client, 2_500).Select(trade => trade.Native));
        writer.Join();
    }

    [Fact]
    public void A_subscriber_may_begin_at_a_sequence_and_still_learns_what_instruments_are()
    {
        Publish("BHP", 100);
        var last = _origin.Tape.Journal.LastSequence;
        using var client = RelayClient.Connect(_address, new RelayRequest(RelayStart.Sequence, last - 9, []));
        Assert.True(client.TryRead(out var first));
        Assert.Equal(MarketEventType.InstrumentDefinition, first.Type);
        Assert.Equal("BHP", InstrumentDefinition.Read(first.Payload)!.Symbol);
        Assert.Equal(Enumerable.Range(91, 10).Select(i => (long)i), ReadTrades(client, 10).Select(trade => trade.Native));
    }

    [Fact]
    public void A_live_subscriber_gets_the_next_event_first()
    {
        Publish("BHP", 10);
        using var client = RelayClient.Connect(_address, new RelayRequest(RelayStart.Live, 0, []));
        Assert.Equal(_origin.Tape.Journal.LastSequence + 1, client.Welcome.From);
        Publish("BHP", 1);
        Assert.Equal([11L], ReadTrades(client, 1).Select(trade => trade.Native));
    }

    [Fact]
    public void A_subscriber_may_begin_at_a_time()
    {
        Publish("BHP", 10);
        Thread.Sleep(5);
        var time = Timestamp.FromDateTime(DateTimeOffset.UtcNow);
        Publish("BHP", 10);
        using var client = RelayClient.Connect(_address, new RelayRequest(RelayStart.Time, time.Nanoseconds, []));
        Assert.Equal(11, ReadTrades(client, 1)[0].Native);
    }

    [Fact]
    public void A_filter_lets_through_what_was_asked_for_even_what_is_defined_later()
    {
        Publish("BHP", 5);
        using var client = RelayClient.Connect(_address, new RelayRequest(RelayStart.Sequence, 1, ["ASX:RIO"]));
        Publish("DVN", 5);
        Publish("RIO", 5);
        Assert.Equal(Enumerable.Range(11, 5).Select(i => (long)i), ReadTrades(client, 5).Select(trade => trade.Native));
    }

    [Fact]
    public void A_sequence_that_is_not_there_is_refused_with_the_reason()
    {
        var refused = Assert.Throws<RelayException>(
            () => RelayClient.Connect(_address, new RelayRequest(RelayStart.Sequence, 1_000_000, [])));
        Assert.Contains("1000000", refused.Message.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("\0\0\0\0")]
    [InlineData("\u0008\0\0\0BRLZ")]
    public void What_is_not_a_request_is_answered_with_a_refusal_and_the_server_goes_on(string request)
    {
        using var socket = _address.NewSocket();
        socket.Connect(_address.EndPoint);
        socket.Send(System.Text.Encoding.Latin1.GetBytes(request));
        socket.Shutdown(SocketShutdown.Send);
        var answer = new byte[1024];
        var received = socket.Receive(answer);
        Assert.Equal(RelayFrame.Refused, System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(4, received - 4)));

        Publish("BHP", 1);
        using var client = RelayClient.Connect(_address, new RelayRequest(RelayStart.Sequence, 1, []));
        Assert.Single(ReadTrades(client, 1));
    }

    [Fact]
    public void One_subscriber_too_many_is_told_so()
    {
        var clients = Enumerable.Range(0, 4)
            .Select(_ => RelayClient.Connect(_address, new RelayRequest(RelayStart.Live, 0, []))).ToList();
        var refused = Assert.Throws<RelayException>(
            () => RelayClient.Connect(_address, new RelayRequest(RelayStart.Live, 0, [])));
        Assert.Contains("4 subscribers", refused.Message, StringComparison.Ordinal);
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public void A_subscriber_that_reads_nothing_slows_neither_the_tape_nor_the_others()
    {
        using var idle = RelayClient.Connect(_address, new RelayRequest(RelayStart.Sequence, 1, []));
        using var keen = RelayClient.Connect(_address, new RelayRequest(RelayStart.Sequence, 1, []));
        Publish("BHP", 50_000);
        Assert.Equal(50_000, ReadTrades(keen, 50_000).Count);
        Assert.Equal(50_000, ReadTrades(idle, 50_000).Count);
    }

    [Fact]
    public void One_tape_feeds_another_and_goes_on_after_a_restart_without_loss_or_repetition()
    {
        Publish("BHP", 1_000);
        using var copy = new TapeFixture();
        Follow(copy, until: 1_000);
        copy.Reopen();
        Publish("BHP", 12_000);
        Publish("RIO", 500);
        Follow(copy, until: 13_500);
        copy.Reopen();
        Follow(copy, until: 13_500);

        Assert.Equal(Enumerable.Range(1, 13_500).Select(i => (long)i), copy.TradeNumbers());
        Assert.Equal(2, copy.Tape.Instruments.Count);
    }

    // Runs the feed and the copy's tape until that many trades have arrived.
    private void Follow(TapeFixture copy, int until)
    {
        using var stopping = new CancellationTokenSource();
        var feed = new RelayFeed("relay", new RelayFeedOptions { Address = _address.Text }, TimeProvider.System);
        var inlet = copy.Tape.AddFeed("relay", stopping.Token);
        var thread = new Thread(() =>
        {
            try
            {
                feed.Run(inlet, stopping.Token);
            }
            catch (OperationCanceledException)
            {
                // Stopped while it was waiting for room.
            }
        });
        thread.Start();
        var deadline = DateTime.UtcNow.AddSeconds(20);
        while (copy.TradeNumbers().Count < until && DateTime.UtcNow < deadline)
            copy.DrainAll();
        stopping.Cancel();
        thread.Join();
        copy.DrainAll();
    }

    private void Publish(string symbol, int trades)
    {
        var feed = _origin.Tape.Inlets.Count > 0 ? _origin.Tape.Inlets[0] : _origin.AddFeed();
        var source = feed.OpenSource("csv:one", Numbering.Source);
        if (_sources.Count == 0)
            _sources.Add(source);
        var instrument = feed.Define(TapeFixture.Asx, symbol, TapeFixture.Terms);
        for (var i = 0; i < trades; i++)
        {
            feed.Publish(TapeFixture.TradeOf(instrument, source, ++_native));
            if (i % 100 == 99)
                _origin.DrainAll();
        }

        _origin.DrainAll();
    }

    private RelayAddress ListenOnTcp()
    {
        using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var port = ((System.Net.IPEndPoint)probe.LocalEndPoint!).Port;
        probe.Close();
        var address = RelayAddress.Parse($"tcp:127.0.0.1:{port}");
        _server.Listen(address);
        return address;
    }

    private static List<EventHeader> ReadTrades(RelayClient client, int count)
    {
        var trades = new List<EventHeader>();
        while (trades.Count < count && client.TryRead(out var record))
            if (record.Type == MarketEventType.Trade)
                trades.Add(Trade.In(record.Payload).Header);
        return trades;
    }
}
