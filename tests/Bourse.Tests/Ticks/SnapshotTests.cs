using Bourse.Market;

namespace Bourse.Tests.Ticks;

public sealed class SnapshotTests
{
    private static readonly long Monday = Timestamp.FromCivil(2014, 3, 10).Nanoseconds;

    [Fact]
    public void A_snapshot_holds_the_newest_values_whatever_comes_late()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        feed.Trade(instrument, Monday + 10, 36, 1);
        feed.Trade(instrument, Monday + 20, 40, 1, EventFlags.OffPrice);
        feed.Trade(instrument, Monday + 5, 35, 1);
        feed.Quote(instrument, Monday + 9, 35, 1, 37, 2);
        feed.Quote(instrument, Monday + 8, 30, 1, 31, 2);

        var snapshot = feed.TicksOf(instrument).Snapshot();

        Assert.Equal(TickFeed.Units(40), snapshot.LastTrade?.Price);
        Assert.Equal(TickFeed.Units(36), snapshot.LastPricedTrade?.Price);
        Assert.Equal(TickFeed.Units(35), snapshot.LastQuote?.Bid);
        Assert.Equal(new Timestamp(Monday + 20), snapshot.LastEvent);
        Assert.Equal(feed.Sequence, snapshot.Sequence);
    }

    [Fact]
    public void The_previous_close_is_of_the_last_earlier_day_that_has_a_price()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        feed.Trade(instrument, Monday, 36, 1);
        feed.Trade(instrument, Monday + 1, 32, 1);
        Assert.Null(feed.TicksOf(instrument).Snapshot().PreviousClose);

        feed.Trade(instrument, Monday + Timestamp.PerDay, 50, 1, EventFlags.OffPrice);
        feed.Trade(instrument, Monday + (2 * Timestamp.PerDay), 40, 3);
        var snapshot = feed.TicksOf(instrument).Snapshot();
        Assert.Equal(TickFeed.Units(32), snapshot.PreviousClose);
        Assert.Equal((TickFeed.Units(8), 25m), (snapshot.Change, snapshot.ChangePercent));
        Assert.Equal((TickFeed.Units(40), 1), (snapshot.Today?.Open, snapshot.Today?.Trades));

        feed.Trade(instrument, Monday + Timestamp.PerDay, 20, 1);
        Assert.Equal(TickFeed.Units(20), feed.TicksOf(instrument).Snapshot().PreviousClose);
    }

    [Fact]
    public void An_instrument_without_events_has_an_empty_snapshot()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");

        var snapshot = feed.TicksOf(instrument).Snapshot();

        Assert.Equal((0L, null, null), (snapshot.Sequence, snapshot.LastTrade, snapshot.LastQuote));
        Assert.Equal((null, null, null), (snapshot.Today, snapshot.PreviousClose, snapshot.LastEvent));
        Assert.Null(feed.TicksOf(instrument).Book(10));
    }

    [Fact]
    public void A_record_read_again_changes_nothing()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        var trade = feed.Trade(instrument, Monday, 36, 1);
        var payload = new byte[Trade.Bytes];
        trade.Write(payload);

        Assert.False(feed.Store.Apply(feed.Sequence, (ushort)MarketEventType.Trade, payload));
        Assert.False(feed.Store.Apply(1, (ushort)MarketEventType.Trade, payload));

        Assert.Equal((1, feed.Sequence), (feed.TicksOf(instrument).TradeCount, feed.Store.AppliedSequence));
        Assert.Equal(0, feed.Store.RefusedRecords);
    }

    [Fact]
    public void A_record_of_the_wrong_shape_is_counted_and_passed_over()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        var payload = new byte[Trade.Bytes];
        new Trade(TickFeed.Header(instrument, Monday), default, default).Write(payload);
        var ghost = new byte[Trade.Bytes];
        var nobody = TickFeed.Header(instrument, Monday) with { Instrument = new InstrumentId(99) };
        new Trade(nobody, default, default).Write(ghost);
        var eternal = new byte[Trade.Bytes];
        new Trade(TickFeed.Header(instrument, long.MaxValue), default, default).Write(eternal);
        var sequence = feed.Sequence;

        foreach (var bad in new[] { payload[1..], ghost, eternal, [] })
            Assert.False(feed.Store.Apply(++sequence, (ushort)MarketEventType.Trade, bad));
        for (ushort type = 2; type < 12; type++)
            Assert.False(feed.Store.Apply(++sequence, type, payload.AsSpan(0, 7)));
        Assert.True(feed.Store.Apply(++sequence, (ushort)MarketEventType.Trade, payload));

        Assert.Equal((14, sequence), (feed.Store.RefusedRecords, feed.Store.AppliedSequence));
        Assert.Equal(1, feed.TicksOf(instrument).TradeCount);
    }

    [Fact]
    public void A_later_definition_replaces_an_earlier_one_and_keeps_the_ticks()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        feed.Trade(instrument, Monday, 36, 1);
        var payload = new byte[InstrumentDefinition.BytesMax];
        var bytes = InstrumentDefinition.Write(payload, instrument with { Name = "BHP Billiton" });

        const ushort Type = (ushort)MarketEventType.InstrumentDefinition;
        Assert.True(feed.Store.Apply(feed.Sequence + 1, Type, payload.AsSpan(0, bytes)));

        Assert.Equal("BHP Billiton", feed.TicksOf(instrument).Snapshot().LastTrade?.Instrument.Name);
    }
}
