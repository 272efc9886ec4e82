using Bourse.Feeds;
using Bourse.Feeds.Csv;
using Bourse.Feeds.Replay;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Tests.Feeds;

public sealed class TapeReplayTests : IDisposable
{
    private static readonly DateTimeOffset Loading = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly Timestamp FirstRow = Timestamp.Parse("2014-03-09T23:00:00.001Z");

    private readonly ManualClock _clock = new(Loading);
    private readonly FeedRig _rig;

    // Ten rows each of BHP and, a minute later, RIO; all of them a millisecond apart.
    public TapeReplayTests()
    {
        _rig = new FeedRig { Clock = _clock };
        foreach (var symbol in new[] { "BHP", "RIO" })
        {
            var rows = Enumerable.Range(symbol == "BHP" ? 1 : 11, 10).Select(CsvLoadTests.AsxRow);
            var path = _rig.Write(symbol + ".csv", string.Join('\n', rows));
            var file = new CsvFile { Path = path, Profile = "asx-trades", Symbol = symbol };
            _rig.Run(new CsvFeed("load", [file], new CsvOptions(), _rig.DeadLetters));
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Without_limits_every_record_comes_in_the_tapes_order() => Assert.Equal(
        _rig.Events().Select(taped => (taped.Sequence, taped.Type)),
        Replay(new ReplayOptions()).Select(taped => (taped.Sequence, taped.Type)));

    [Fact]
    public void A_range_of_sequences_has_both_its_ends_and_the_definitions_before_it()
    {
        var trades = _rig.Events().Where(taped => taped.Type == MarketEventType.Trade).ToList();
        var replayed = Replay(
            new ReplayOptions { FromSequence = trades[12].Sequence, ToSequence = trades[14].Sequence });

        Assert.Equal(
            trades[12..15].Select(taped => taped.Sequence),
            replayed.Where(taped => taped.Type == MarketEventType.Trade).Select(taped => taped.Sequence));
        Assert.Equal(2, replayed.Count(taped => taped.Type == MarketEventType.InstrumentDefinition));
        Assert.Equal(2, replayed.Count(taped => taped.Type == MarketEventType.SourceDefinition));
    }

    [Fact]
    public void A_range_of_record_times_has_its_beginning_and_not_its_end()
    {
        var second = Timestamp.FromDateTime(Loading.AddMinutes(1));

        Assert.Equal(10, TradesIn(new ReplayOptions { From = second }).Count);
        Assert.Equal(10, TradesIn(new ReplayOptions { To = second }).Count);
        Assert.Equal(20, TradesIn(new ReplayOptions { To = second.AddNanoseconds(1) }).Count);
        Assert.Empty(TradesIn(new ReplayOptions { From = second.AddNanoseconds(1) }));
    }

    [Fact]
    public void A_range_of_venue_times_finds_what_happened_then()
    {
        var options = new ReplayOptions
        {
            Clock = ReplayClock.Venue,
            From = FirstRow.AddNanoseconds(7 * Timestamp.PerMillisecond),
            To = FirstRow.AddNanoseconds(12 * Timestamp.PerMillisecond),
        };

        Assert.Equal(
            ["36.008", "36.009", "36.01", "36.011", "36.012"],
            TradesIn(options).Select(trade => trade.Price.ToString()));
    }

    [Theory]
    [InlineData("BHP", 10)]
    [InlineData("ASX:RIO", 10)]
    [InlineData("OTHER:RIO", 0)]
    public void Symbols_choose_instruments_and_leave_out_what_belongs_to_none(string symbol, int count)
    {
        var replayed = Replay(new ReplayOptions { Symbols = [symbol] });

        Assert.Equal(count, replayed.Count(taped => taped.Type == MarketEventType.Trade));
        Assert.DoesNotContain(replayed, taped => taped.Type == MarketEventType.FeedStatus);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(10)]
    public async Task At_a_speed_each_record_comes_when_its_time_has_passed(double speed)
    {
        var start = _clock.GetUtcNow();
        var options = new ReplayOptions { Clock = ReplayClock.Venue, Symbols = ["BHP"], Speed = speed };
        var heard = Task.Run(() => Times(options), TestContext.Current.CancellationToken);
        _clock.AdvanceWhileRunning(heard);

        var expected = Enumerable.Range(0, 10).Select(row => TimeSpan.FromMilliseconds(row / speed));
        foreach (var (time, due) in (await heard).Zip(expected))
            Assert.InRange(time - start, due, due + TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void A_range_that_cannot_be_is_refused()
    {
        using var tape = JournalReader.Open(_rig.JournalDirectory);
        ReplayOptions[] impossible =
        [
            new() { FromSequence = 5, ToSequence = 4 },
            new() { From = FirstRow, To = FirstRow },
            new() { FromSequence = 0 },
        ];

        foreach (var options in impossible)
            Assert.Throws<FeedException>(() => new TapeReplay(tape, options, _clock));
    }

    private List<DateTimeOffset> Times(ReplayOptions options)
    {
        using var tape = JournalReader.Open(_rig.JournalDirectory);
        using var replay = new TapeReplay(tape, options, _clock);
        var times = new List<DateTimeOffset>();
        while (replay.TryRead(out var record, CancellationToken.None))
            if (record.Type == (ushort)MarketEventType.Trade)
                times.Add(_clock.GetUtcNow());
        return times;
    }

    private List<Trade> TradesIn(ReplayOptions options) =>
        [.. Replay(options).Where(taped => taped.Type == MarketEventType.Trade).Select(taped => taped.Trade)];

    private List<TapedEvent> Replay(ReplayOptions options)
    {
        using var tape = JournalReader.Open(_rig.JournalDirectory);
        using var replay = new TapeReplay(tape, options, _clock);
        var events = new List<TapedEvent>();
        while (replay.TryRead(out var record, CancellationToken.None))
            events.Add(new TapedEvent(record.Sequence, (MarketEventType)record.Type, record.Payload.ToArray()));
        Assert.Equal(events.Count(taped => !IsDefinition(taped)), replay.Count);
        return events;
    }

    private static bool IsDefinition(TapedEvent taped) =>
        taped.Type is MarketEventType.InstrumentDefinition or MarketEventType.SourceDefinition;
}
