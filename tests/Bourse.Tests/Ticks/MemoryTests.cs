using System.ComponentModel.DataAnnotations;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

public sealed class MemoryTests
{
    private const long Bound = 16L << 20;
    private static readonly long Start = Timestamp.FromCivil(2014, 3, 10).Nanoseconds;

    [Fact]
    public void The_oldest_rows_go_when_memory_is_full_and_answers_say_since_when_they_are_complete()
    {
        var feed = new TickFeed(new TickOptions { MemoryMegabytes = 16 });
        var quiet = feed.Define(TickFeed.Asx, "QUIET");
        var busy = feed.Define(TickFeed.Asx, "BUSY");
        feed.Trade(quiet, Start, 10, 1);
        const int Trades = 700_000;
        for (var i = 1; i <= Trades; i++)
        {
            feed.Trade(busy, Start + (i * Timestamp.PerMillisecond), 36, 1);
            Assert.True(feed.Store.BytesUsed <= Bound, "The bound holds after every event.");
        }

        feed.Trade(quiet, Start + (Trades * Timestamp.PerMillisecond), 11, 1);
        var ticks = feed.TicksOf(busy);
        var reader = TickStore.Trades([ticks], TickRange.All);
        Assert.True(reader.TryRead(out var first));
        var count = 1;
        while (reader.TryRead(out _))
            count++;

        Assert.InRange(count, Bound * 8 / 10 / TradeBytes, Bound / TradeBytes);
        Assert.Equal(first.Time, reader.CompleteFrom.AddNanoseconds(Timestamp.PerMillisecond - 1));
        Assert.Equal(reader.CompleteFrom, ticks.TradesCompleteFrom);
        Assert.Equal(Trades - count + 1, (first.Time.Nanoseconds - Start) / Timestamp.PerMillisecond);
        Assert.Equal(new Timestamp(Start + 1), feed.TicksOf(quiet).TradesCompleteFrom);
        Assert.Equal((Trades, Trades), (ticks.TradeCount, ticks.Bars(BarInterval.Day1, TickRange.All).Sum()));
        Assert.InRange(feed.Store.Evictions, 5, 100);
    }

    [Fact]
    public void Bars_of_dropped_times_are_said_to_be_incomplete_and_days_stay()
    {
        var feed = new TickFeed(new TickOptions { MemoryMegabytes = 16 });
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        for (var i = 0; i < 300_000; i++)
            feed.Trade(instrument, Start + (i * Timestamp.PerSecond), 36, 1);
        var ticks = feed.TicksOf(instrument);

        var seconds = ticks.Bars(BarInterval.Second1, TickRange.All);
        Assert.True(seconds.TryRead(out Bar first));

        Assert.Equal(seconds.CompleteFrom, first.Start);
        Assert.Equal(300_000, ticks.Bars(BarInterval.Day1, TickRange.All).Sum());
        Assert.Equal(Timestamp.MinValue, ticks.Bars(BarInterval.Day1, TickRange.All).CompleteFrom);
        var day = new DayStatisticsReader(ticks, TickRange.All).Read()!;
        Assert.False(day.IsComplete);
    }

    [Fact]
    public void A_late_trade_makes_its_bar_anew_after_the_bar_was_dropped()
    {
        var feed = new TickFeed(new TickOptions { MemoryMegabytes = 16 });
        var quiet = feed.Define(TickFeed.Asx, "QUIET");
        var busy = feed.Define(TickFeed.Asx, "BUSY");
        feed.Trade(quiet, Start, 10, 1);
        for (var i = 1; i <= 400_000; i++)
            feed.Trade(busy, Start + (i * Timestamp.PerSecond), 36, 1);
        var ticks = feed.TicksOf(quiet);
        Assert.Null(ticks.BarAt(BarInterval.Minute1, new Timestamp(Start)));

        feed.Trade(quiet, Start + 1, 11, 1);

        Assert.Equal(1, ticks.BarAt(BarInterval.Minute1, new Timestamp(Start))?.Trades);
        Assert.Equal(2, ticks.BarAt(BarInterval.Day1, new Timestamp(Start))?.Trades);
        Assert.True(ticks.Bars(BarInterval.Minute1, TickRange.All).CompleteFrom > new Timestamp(Start));
    }

    [Fact]
    public void A_bound_outside_its_range_is_refused() =>
        Assert.Throws<ValidationException>(() => new TickStore(new TickOptions { MemoryMegabytes = 1 }));

    [Fact]
    public void Merged_runs_give_their_memory_back()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        for (var i = 0; i < 50_000; i++)
            feed.Trade(instrument, Start - (i % 100 * Timestamp.PerSecond), 36, 1);

        Assert.InRange(feed.Store.BytesUsed, 50_000 * TradeBytes, 50_000 * TradeBytes * 2);
    }

    [Fact]
    public void A_trade_allocates_the_room_of_its_columns_and_nothing_else()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        feed.Trade(instrument, Start, 36, 1);
        var (bytes, allocated) = (feed.Store.BytesUsed, GC.GetAllocatedBytesForCurrentThread());
        for (var i = 0; i < 200_000; i++)
            feed.Trade(instrument, Start + (i * Timestamp.PerMillisecond), 36, 1);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        Assert.InRange(allocated, 1, (feed.Store.BytesUsed - bytes) * 101 / 100);
        Assert.InRange(allocated / 200_000.0, 48, 52);
    }

    private static int TradeBytes => 48;
}
