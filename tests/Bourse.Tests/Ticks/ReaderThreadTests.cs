using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

public sealed class ReaderThreadTests
{
    private const int Trades = 200_000;
    private static readonly long Start = Timestamp.FromCivil(2014, 3, 10).Nanoseconds;

    // Every trade n has price n and size n, so that any mixture of two states shows.
    [Fact]
    public async Task Readers_see_whole_rows_bars_and_snapshots_while_the_writer_works()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Kraken, "BTC-USD");
        var ticks = feed.TicksOf(instrument);
        using var done = new CancellationTokenSource();
        var readers = new[] { CheckRows, CheckBars, CheckSnapshots, (Action<InstrumentTicks>)CheckBooks }
            .Select(check => Task.Factory.StartNew(
                () => Repeat(check, ticks, done.Token),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default))
            .ToList();
        try
        {
            for (var i = 1; i <= Trades; i++)
                Write(feed, instrument, i);
        }
        finally
        {
            await done.CancelAsync();
        }

        foreach (var reader in readers)
            Assert.True(await reader > 0, "The reader read something while the writer worked.");
        Assert.Equal(Trades, ticks.Bars(BarInterval.Second1, TickRange.All).Sum());
    }

    // One in eight is late, so that runs are opened and merged under the readers.
    private static void Write(TickFeed feed, Instrument instrument, int i)
    {
        var time = Start + ((i - (i % 8 == 0 ? i % 1000 : 0)) * Timestamp.PerMillisecond);
        feed.Trade(instrument, time, i, i);
        if (i % 4 == 0)
            feed.Book(MarketEventType.BookSnapshot, instrument, time, [(i, i), (i - 1, i)], [(i + 1, i)]);
    }

    private static int Repeat(Action<InstrumentTicks> check, InstrumentTicks ticks, CancellationToken done)
    {
        var rounds = 0;
        for (; !done.IsCancellationRequested; rounds++)
            check(ticks);
        return rounds;
    }

    private static void CheckRows(InstrumentTicks ticks)
    {
        var count = ticks.TradeCount;
        var reader = TickStore.Trades([ticks], TickRange.All);
        var (last, rows) = (TickKey.First, 0);
        for (; reader.TryRead(out var row); rows++)
        {
            Assert.True(row.Key > last, "Rows rise.");
            Assert.Equal(row.Price.Units, row.Size.Units);
            last = row.Key;
        }

        Assert.True(rows >= count, "All rows that were counted are there.");
    }

    private static void CheckBars(InstrumentTicks ticks)
    {
        var reader = ticks.Bars(BarInterval.Minute1, TickRange.All);
        while (reader.TryRead(out Bar bar))
        {
            Assert.True(bar.Low <= bar.Open && bar.Open <= bar.High && bar.Low <= bar.Close && bar.Close <= bar.High);
            Assert.True(bar.Volume.Units >= bar.High!.Value.Units && bar.Vwap >= bar.Low && bar.Vwap <= bar.High);
        }
    }

    private static void CheckSnapshots(InstrumentTicks ticks)
    {
        var snapshot = ticks.Snapshot();
        if (snapshot.LastTrade is not { } last)
            return;
        Assert.Equal(last.Price.Units, last.Size.Units);
        Assert.Equal(last, snapshot.LastPricedTrade);
        Assert.Equal(last.Price, snapshot.Today?.Close);
    }

    private static void CheckBooks(InstrumentTicks ticks)
    {
        if (ticks.Book(5) is not { } book)
            return;
        Assert.Equal((2, 1), (book.Bids.Count, book.Asks.Count));
        Assert.Equal(book.Bids[0].Price.Units, book.Bids[0].Quantity.Units);
        Assert.Equal(Price.UnitsPerOne, book.Asks[0].Price.Units - book.Bids[0].Price.Units);
    }
}
