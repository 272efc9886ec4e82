using Bourse.Feeds.Synthetic;
using Bourse.Market;

namespace Bourse.Tests.Feeds;

public sealed class SyntheticFeedTests : IDisposable
{
    private static readonly SyntheticOptions Options = new() { EventsPerSecond = 100 };
    private static readonly DateTimeOffset Start = Synthetic.Start.ToDateTime();

    private readonly FeedRig _rig = new();
    private readonly ManualClock _clock = new(Start);

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Events_come_at_their_time_and_not_before()
    {
        await Run(() => _clock.AdvanceInSteps(Start.AddSeconds(20)));
        var events = MarketEvents();
        var market = Synthetic.Market(Options);

        Assert.InRange(events.Count, 500, 20_000);
        foreach (var taped in events)
        {
            Assert.Equal(WithoutReceipt(market.Next(out _)), WithoutReceipt(taped.Payload));
            Assert.InRange(taped.Header.VenueTime.ToDateTime(), Start, Start.AddSeconds(20));
        }

        market.Next(out _);
        Assert.True(market.Time.ToDateTime() > Start.AddSeconds(20));
    }

    [Fact]
    public async Task Begun_anew_the_market_numbers_on_and_gives_each_book_a_snapshot_first()
    {
        await Run(() => _clock.AdvanceInSteps(Start.AddSeconds(5)));
        var before = MarketEvents().Count;
        _clock.Advance(TimeSpan.FromMinutes(1));
        var restart = _clock.GetUtcNow();
        await Run(() => _clock.AdvanceInSteps(restart.AddSeconds(5)));
        var events = MarketEvents();

        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(taped => (int)taped.Header.Native));
        foreach (var ofInstrument in events.Skip(before).GroupBy(taped => taped.Header.Instrument))
            Assert.Equal(MarketEventType.BookSnapshot, ofInstrument.First().Type);
        Assert.All(events.Skip(before), taped => Assert.True(taped.Header.VenueTime.ToDateTime() >= restart));
        Assert.Single(events.Select(taped => taped.Header.Source).Distinct());
    }

    [Fact]
    public async Task After_a_long_sleep_the_market_begins_anew_and_does_not_catch_up()
    {
        var woken = Start.AddHours(8);
        await Run(() =>
        {
            _clock.AdvanceInSteps(Start.AddSeconds(5));
            _clock.Advance(woken - _clock.GetUtcNow());
            _clock.AdvanceInSteps(woken.AddSeconds(5));
        });
        var events = MarketEvents();
        var times = events.Select(taped => taped.Header.VenueTime.ToDateTime()).ToList();

        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(taped => (int)taped.Header.Native));
        Assert.Contains(times, time => time >= woken);
        Assert.DoesNotContain(times, time => time > Start.AddSeconds(10) && time < woken.AddSeconds(-5));
    }

    [Fact]
    public void Flat_out_the_market_runs_ahead_of_the_clock()
    {
        var feed = new SyntheticFeed("synthetic", Options with { IsPaced = false }, _clock);
        Assert.ThrowsAny<OperationCanceledException>(() => _rig.Run(feed, stopAfter: 20_000));

        Assert.InRange(MarketEvents().Count, 19_000, 25_000);
        Assert.True(MarketEvents()[^1].Header.VenueTime.ToDateTime() > Start.AddSeconds(20));
    }

    [Fact]
    public async Task Its_instruments_and_its_status_say_that_it_is_synthetic()
    {
        await Run(() => _clock.WaitForSleeper());

        Assert.Equal(SyntheticMarket.Symbols, _rig.Instruments.All.Select(instrument => instrument.Symbol));
        Assert.All(_rig.Instruments.All, instrument =>
        {
            Assert.True(instrument.IsSynthetic);
            Assert.Equal(("SYNTH", "UTC"), (instrument.Venue.Code, instrument.Venue.TimeZone));
            Assert.EndsWith("(synthetic)", instrument.Name, StringComparison.Ordinal);
            Assert.True(instrument.TickSize.Units > 0 && instrument.LotSize.Units > 0);
            Assert.True(Instrument.IsSymbol(instrument.Symbol, Instrument.SymbolLengthMax));
        });
        var status = _rig.Events().First(taped => taped.Type == MarketEventType.FeedStatus);
        Assert.Contains("nothing of it", FeedStatus.Read(status.Payload)!.Value.Text, StringComparison.Ordinal);
    }

    // Runs the feed on a thread of its own while the clock is led through a time.
    private async Task Run(Action leadClock)
    {
        using var stopping = new CancellationTokenSource();
        var running = Task.Run(() => _rig.RunUntil(new SyntheticFeed("synthetic", Options, _clock), stopping.Token));
        try
        {
            leadClock();
        }
        finally
        {
            await stopping.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        }
    }

    private List<TapedEvent> MarketEvents() => [.. _rig.Events().Where(taped => taped.Type is MarketEventType.Trade
        or MarketEventType.Quote or MarketEventType.BookSnapshot or MarketEventType.BookDelta)];

    private static byte[] WithoutReceipt(ReadOnlySpan<byte> payload)
    {
        var bytes = payload.ToArray();
        bytes.AsSpan(EventHeader.ReceiveTimeOffset, sizeof(long)).Clear();
        return bytes;
    }
}
