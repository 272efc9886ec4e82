using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Tests.Tape;

public sealed class TapeTests : IDisposable
{
    private readonly TapeFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_definition_stands_on_the_tape_before_the_first_event_that_uses_it()
    {
        var feed = _fixture.AddFeed();
        var source = feed.OpenSource("csv:one", Numbering.Source);
        var bhp = feed.Define(TapeFixture.Asx, "BHP", TapeFixture.Terms);
        feed.Publish(TapeFixture.TradeOf(bhp, source, 1));
        _fixture.DrainAll();

        var types = new List<MarketEventType>();
        using var cursor = _fixture.Tape.Journal.Reader.OpenCursor(1);
        while (cursor.TryRead(out var record))
            types.Add((MarketEventType)record.Type);
        Assert.Equal(
            [MarketEventType.SourceDefinition, MarketEventType.InstrumentDefinition, MarketEventType.Trade], types);
    }

    [Fact]
    public void A_source_resumes_after_its_last_row_on_the_tape_even_after_a_restart()
    {
        Publish("csv:one", from: 1, to: 500);
        _fixture.Reopen();
        var source = _fixture.AddFeed().OpenSource("csv:one", Numbering.Source);
        Assert.Equal(500, source.Position);

        Publish("csv:one", from: 1, to: 600);
        Assert.Equal(Enumerable.Range(1, 600).Select(i => (long)i), _fixture.TradeNumbers());
        Assert.Equal(500, _fixture.Tape.Counters.Duplicates);
    }

    [Fact]
    public void A_trade_id_received_on_two_connections_is_taken_once()
    {
        var first = _fixture.AddFeed("one");
        var second = _fixture.AddFeed("two");
        foreach (var feed in new[] { first, second })
        {
            var source = feed.OpenSource($"ws:{feed.FeedName}", Numbering.Instrument);
            var bhp = feed.Define(TapeFixture.Asx, "BHP", TapeFixture.Terms);
            for (var id = 1; id <= 100; id++)
                feed.Publish(TapeFixture.TradeOf(bhp, source, id));
        }

        _fixture.DrainAll();
        Assert.Equal(100, _fixture.TradeNumbers().Distinct().Count());
        Assert.Equal(100, _fixture.TradeNumbers().Count);
        Assert.Equal(100, first.Duplicates + second.Duplicates);
    }

    [Fact]
    public void Trade_ids_are_still_known_after_a_restart()
    {
        Publish("ws:one", from: 1, to: 100, Numbering.Instrument);
        _fixture.Reopen();
        Publish("ws:one", from: 50, to: 150, Numbering.Instrument);
        Assert.Equal(150, _fixture.TradeNumbers().Count);
    }

    [Fact]
    public void The_same_number_on_two_instruments_is_two_trades()
    {
        var feed = _fixture.AddFeed();
        var source = feed.OpenSource("ws:one", Numbering.Instrument);
        foreach (var symbol in new[] { "BHP", "RIO" })
            feed.Publish(TapeFixture.TradeOf(feed.Define(TapeFixture.Asx, symbol, TapeFixture.Terms), source, 1));
        _fixture.DrainAll();
        Assert.Equal(2, _fixture.TradeNumbers().Count);
    }

    [Fact]
    public void Instruments_keep_their_numbers_over_restarts()
    {
        var feed = _fixture.AddFeed();
        var bhp = feed.Define(TapeFixture.Asx, "BHP", TapeFixture.Terms);
        var rio = feed.Define(TapeFixture.Asx, "RIO", TapeFixture.Terms);
        _fixture.DrainAll();
        _fixture.Reopen();
        feed = _fixture.AddFeed();
        Assert.Equal(rio.Id, feed.Define(TapeFixture.Asx, "RIO", TapeFixture.Terms).Id);
        Assert.Equal(bhp.Id, feed.Define(TapeFixture.Asx, "BHP", TapeFixture.Terms).Id);
        Assert.Equal(3, feed.Define(TapeFixture.Asx, "DVN", TapeFixture.Terms).Id.Number);
    }

    [Fact]
    public void What_is_malformed_or_undefined_is_refused_and_counted_and_stops_nothing()
    {
        var feed = _fixture.AddFeed();
        var source = feed.OpenSource("csv:one", Numbering.Source);
        var bhp = feed.Define(TapeFixture.Asx, "BHP", TapeFixture.Terms);
        feed.Publish(MarketEventType.Trade, new byte[Trade.Bytes - 1]);
        feed.Publish(MarketEventType.BookDelta, new byte[20]);
        feed.Publish((MarketEventType)999, new byte[Trade.Bytes]);
        feed.Publish(new Trade(new EventHeader { Instrument = new InstrumentId(77) }, default, default));
        feed.Publish(new Trade(new EventHeader { Instrument = new InstrumentId(-1) }, default, default));
        feed.Publish(new Trade(new EventHeader { Instrument = bhp.Id, Source = new SourceId(9) }, default, default));
        feed.Publish(TapeFixture.TradeOf(bhp, source, 1));
        _fixture.DrainAll();

        Assert.Equal(6, feed.Refused);
        Assert.Equal([1L], _fixture.TradeNumbers());
    }

    [Fact]
    public void Feeds_that_outrun_the_tape_wait_and_lose_nothing()
    {
        const int Trades = 20_000;
        using var stopping = new CancellationTokenSource();
        var tapeThread = new Thread(() => _fixture.Tape.Run(stopping.Token));
        tapeThread.Start();
        var feeds = Enumerable.Range(0, 4).Select(i => _fixture.AddFeed($"feed {i}")).ToList();
        var threads = feeds.ConvertAll(feed => new Thread(() => Publish(feed, $"csv:{feed.FeedName}", 1, Trades)));
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        stopping.Cancel();
        tapeThread.Join();

        Assert.Equal(4 * Trades, _fixture.TradeNumbers().Count);
        Assert.All(feeds, feed => Assert.True(feed.IsDrained));
        Assert.Contains(feeds, feed => feed.Waits > 0);
    }

    [Fact]
    public void The_receive_stamp_of_the_feed_is_kept_and_a_missing_one_is_set()
    {
        var feed = _fixture.AddFeed();
        var bhp = feed.Define(TapeFixture.Asx, "BHP", TapeFixture.Terms);
        feed.Publish(new Trade(
            new EventHeader { Instrument = bhp.Id, ReceiveTime = new Timestamp(42) }, new Price(1), new Quantity(1)));
        feed.Publish(new Trade(new EventHeader { Instrument = bhp.Id }, new Price(1), new Quantity(1)));
        var before = Timestamp.FromDateTime(DateTimeOffset.UtcNow);
        _fixture.DrainAll();

        var stamps = _fixture.Read(MarketEventType.Trade, record => Trade.In(record.Payload).Header.ReceiveTime);
        Assert.Equal(42, stamps[0].Nanoseconds);
        Assert.InRange(
            stamps[1].Nanoseconds, before.Nanoseconds, Timestamp.FromDateTime(DateTimeOffset.UtcNow).Nanoseconds);
    }

    [Fact]
    public void The_last_event_of_a_source_can_be_asked_for()
    {
        Publish("csv:one", 1, 9);
        _fixture.Reopen();
        var feed = _fixture.AddFeed();
        var last = feed.LastEventOf(feed.OpenSource("csv:one", Numbering.Source));
        Assert.Equal(9, Trade.In(last).Header.Native);
        Assert.Null(feed.LastEventOf(feed.OpenSource("csv:two", Numbering.Source)));
    }

    [Fact]
    public void A_source_cannot_change_what_its_numbers_mean()
    {
        var feed = _fixture.AddFeed();
        feed.OpenSource("csv:one", Numbering.Source);
        Assert.Throws<InvalidOperationException>(() => feed.OpenSource("csv:one", Numbering.Instrument));
    }

    [Theory]
    [InlineData("asx", "BHP", "Australia/Sydney", "")]
    [InlineData("ASX", "bhp", "Australia/Sydney", "")]
    [InlineData("ASX", "", "Australia/Sydney", "")]
    [InlineData("ASX", "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG", "Australia/Sydney", "")]
    [InlineData("ASX", "BHP", "Australia/Nowhere", "")]
    [InlineData("ASX", "BHP", "Australia/Sydney", "€")]
    public void A_definition_that_no_reader_could_use_is_refused_at_once(string code, string symbol, string zone, string name)
    {
        var feed = _fixture.AddFeed();
        var longName = string.Concat(Enumerable.Repeat(name, 100));
        Assert.Throws<ArgumentException>(
            () => feed.Define(new Venue(1, code, "", zone), symbol, new InstrumentTerms(longName, "AUD")));
        Assert.Throws<ArgumentException>(() => feed.OpenSource(new string('k', 201), Numbering.Source));
    }

    [Fact]
    public void A_status_too_long_for_the_tape_is_cut_and_kept()
    {
        var feed = _fixture.AddFeed();
        feed.Publish(new FeedStatus(default, FeedState.Failed, new string('€', 300)));
        _fixture.DrainAll();
        var status = Assert.Single(_fixture.Read(MarketEventType.FeedStatus, record => FeedStatus.Read(record.Payload)!.Value));
        Assert.StartsWith("€€€", status.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Retention_deletes_old_segments_but_what_they_defined_stays_known()
    {
        using var fixture = new TapeFixture(retainBytes: 2 << 20);
        var feed = fixture.AddFeed();
        var source = feed.OpenSource("csv:one", Numbering.Source);
        var bhp = feed.Define(TapeFixture.Asx, "BHP", TapeFixture.Terms);
        var last = 0;
        while (fixture.Tape.Journal.FirstSequence == 1 && last < 2_000_000)
        {
            feed.Publish(TapeFixture.TradeOf(bhp, source, ++last));
            if (last % 100 == 0)
                fixture.DrainAll();
        }

        fixture.DrainAll();
        fixture.Reopen();
        Assert.True(fixture.Tape.Journal.FirstSequence > 1);
        feed = fixture.AddFeed();
        Assert.Equal(last, feed.OpenSource("csv:one", Numbering.Source).Position);
        Assert.Equal(bhp.Id, feed.Define(TapeFixture.Asx, "BHP", TapeFixture.Terms).Id);
        using var cursor = fixture.Tape.Journal.Reader.OpenCursor(fixture.Tape.Journal.FirstSequence);
        Assert.True(cursor.TryRead(out var first));
        Assert.Equal(MarketEventType.InstrumentDefinition, (MarketEventType)first.Type);
    }

    [Fact]
    public void Nothing_is_allocated_per_event()
    {
        var feed = _fixture.AddFeed();
        var source = feed.OpenSource("csv:one", Numbering.Source);
        var bhp = feed.Define(TapeFixture.Asx, "BHP", TapeFixture.Terms);
        long native = 0;
        PublishAndDrain(2_000);
        Assert.Equal(0, Allocation.LeastOf(5, () => PublishAndDrain(2_000)));

        void PublishAndDrain(int count)
        {
            for (var i = 0; i < count; i++)
            {
                feed.Publish(TapeFixture.TradeOf(bhp, source, ++native));
                if (i % 100 == 99)
                    _fixture.Tape.Drain();
            }
        }
    }

    private void Publish(string key, int from, int to, Numbering numbering = Numbering.Source)
    {
        var feed = _fixture.AddFeed();
        var source = feed.OpenSource(key, numbering);
        var bhp = feed.Define(TapeFixture.Asx, "BHP", TapeFixture.Terms);
        for (var i = from; i <= to; i++)
        {
            feed.Publish(TapeFixture.TradeOf(bhp, source, i));
            if (i % 100 == 0)
                _fixture.DrainAll();
        }

        _fixture.DrainAll();
    }

    private static void Publish(TapeInlet feed, string key, int from, int to)
    {
        var source = feed.OpenSource(key, Numbering.Source);
        var bhp = feed.Define(TapeFixture.Asx, "BHP", TapeFixture.Terms);
        for (var i = from; i <= to; i++)
            feed.Publish(TapeFixture.TradeOf(bhp, source, i));
    }
}
