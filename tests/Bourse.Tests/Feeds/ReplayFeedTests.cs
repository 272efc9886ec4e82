using Bourse.Feeds;
using Bourse.Feeds.Csv;
using Bourse.Feeds.Replay;
using Bourse.Feeds.Synthetic;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Tests.Feeds;

public sealed class ReplayFeedTests : IDisposable
{
    private const int Rows = 200;
    private readonly FeedRig _other = new();
    private readonly FeedRig _rig = new();

    public void Dispose()
    {
        _other.Dispose();
        _rig.Dispose();
    }

    [Fact]
    public void Events_are_the_same_but_for_their_flag_and_the_numbers_of_this_tape()
    {
        _other.Run(Asx(_other, "BHP", 1));
        _rig.Run(Asx(_rig, "RIO", 500));
        _rig.Run(Replay());
        var replayed = _rig.Trades().Where(IsReplayed).ToList();

        Assert.Equal(Rows, replayed.Count);
        Assert.All(replayed, trade => Assert.Equal("ASX:BHP", _rig.Instruments.Find(trade.Header.Instrument)!.Key));
        Assert.Equal(_other.Trades().Select(Portable), replayed.Select(Portable));
        Assert.Equal(Rows, _rig.Trades().Count(trade => !IsReplayed(trade)));
    }

    [Fact]
    public void Books_quotes_and_flags_come_over_and_instruments_stay_synthetic()
    {
        var synthetic = new SyntheticFeed("synthetic", new SyntheticOptions { IsPaced = false }, TimeProvider.System);
        Assert.ThrowsAny<OperationCanceledException>(() => _other.Run(synthetic, stopAfter: 3_000));
        _rig.Run(Replay());
        var theirs = _other.Events().Where(taped => EventLayout.IsOfInstrument(taped.Type)).ToList();
        var ours = _rig.Events().Where(taped => EventLayout.IsOfInstrument(taped.Type)).ToList();

        Assert.Equal(theirs.Select(taped => taped.Type), ours.Select(taped => taped.Type));
        Assert.Equal(
            theirs.Select(taped => Convert.ToHexString(taped.Payload.AsSpan(EventHeader.Bytes))),
            ours.Select(taped => Convert.ToHexString(taped.Payload.AsSpan(EventHeader.Bytes))));
        Assert.Equal(
            theirs.Select(taped => taped.Header.Flags | EventFlags.Replayed), ours.Select(taped => taped.Header.Flags));
        Assert.All(_rig.Instruments.All, instrument => Assert.True(instrument.IsSynthetic));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(90)]
    [InlineData(199)]
    public void A_replay_that_is_stopped_goes_on_where_it_was_and_at_its_end_adds_nothing(int stopAfter)
    {
        _other.Run(Asx(_other, "BHP", 1));
        using var stopping = new CancellationTokenSource();
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        var options = new ReplayOptions { Clock = ReplayClock.Venue, Speed = 1 };
        var running = Task.Run(() => _rig.RunUntil(Replay(options, clock), stopping.Token), stopping.Token);
        try
        {
            for (var row = 1; row < stopAfter; row++)
                clock.Advance(clock.WaitForSleeper() - clock.GetUtcNow());
            clock.WaitForSleeper();
        }
        finally
        {
            stopping.Cancel();
        }

        Assert.ThrowsAny<OperationCanceledException>(() => running.GetAwaiter().GetResult());
        Assert.Equal(stopAfter, _rig.Trades().Count);

        _rig.Run(Replay(options with { Speed = 0 }));
        _rig.Run(Replay(options with { Speed = 0 }));

        Assert.Equal(_other.Trades().Select(Portable), _rig.Trades().Select(Portable));
    }

    [Fact]
    public void Another_range_is_replayed_for_itself_and_the_original_still_loads_whole()
    {
        _other.Run(Asx(_other, "BHP", 1));
        _rig.Run(Replay(new ReplayOptions { FromSequence = 100 }));
        _rig.Run(Replay(new ReplayOptions { ToSequence = 50 }));
        var replayed = _rig.Trades().Count;
        _rig.Run(Asx(_rig, "BHP", 1));

        Assert.InRange(replayed, 120, 160);
        Assert.Equal(Rows, _rig.Trades().Count(trade => !IsReplayed(trade)));
    }

    [Fact]
    public void A_gap_stays_in_its_place_and_a_status_stays_behind()
    {
        _other.Run(new ScriptFeed(PublishGapped));
        _rig.Run(Replay());
        _rig.Run(Replay());
        var events = _rig.Events().Where(taped => taped.Type is MarketEventType.Trade or MarketEventType.Gap).ToList();

        Assert.Equal(
            [MarketEventType.Gap, MarketEventType.Trade, MarketEventType.Gap, MarketEventType.Trade],
            events.Select(taped => taped.Type));
        Assert.All(events, taped => Assert.True((taped.Header.Flags & EventFlags.Replayed) != 0));
        Assert.DoesNotContain(_rig.Events(), taped => taped.Type == MarketEventType.FeedStatus
            && FeedStatus.Read(taped.Payload)!.Value.Text == "theirs");
    }

    [Fact]
    public void A_folder_without_a_tape_is_refused()
    {
        var nowhere = Path.Combine(_rig.Folder, "nothing");
        var feed = new ReplayFeed("replay", nowhere, new ReplayOptions(), TimeProvider.System);
        var error = Assert.Throws<FeedException>(() => _rig.Run(feed));

        Assert.Contains("nothing", error.Message, StringComparison.Ordinal);
    }

    private static bool IsReplayed(Trade trade) => (trade.Header.Flags & EventFlags.Replayed) != 0;

    // What must be the same on both tapes.
    private static Trade Portable(Trade trade) => trade with
    {
        Header = trade.Header with
        {
            Instrument = InstrumentId.None,
            Source = SourceId.None,
            Flags = trade.Header.Flags & ~EventFlags.Replayed,
        },
    };

    private static void PublishGapped(TapeInlet tape)
    {
        var venue = new Venue(9, "GAPPY", "A venue with holes", "UTC");
        var instrument = tape.Define(venue, "ABC", new InstrumentTerms("", "USD"));
        var source = tape.OpenSource("gappy", Numbering.Source);
        var header = new EventHeader { Instrument = instrument.Id, Source = source.Id };
        tape.Publish(new FeedStatus(default, FeedState.Live, "theirs"));
        tape.Publish(new Gap(header, 1, 5));
        tape.Publish(new Trade(header with { Native = 5 }, new Price(1), new Quantity(1)));
        tape.Publish(new Gap(header, 6, 8));
        tape.Publish(new Trade(header with { Native = 8 }, new Price(1), new Quantity(1)));
    }

    private static CsvFeed Asx(FeedRig rig, string symbol, int firstRow)
    {
        var rows = Enumerable.Range(firstRow, Rows).Select(CsvLoadTests.AsxRow);
        var path = rig.Write(symbol + ".csv", string.Join('\n', rows));
        var file = new CsvFile { Path = path, Profile = "asx-trades", Symbol = symbol };
        return new CsvFeed("load", [file], new CsvOptions(), rig.DeadLetters);
    }

    private ReplayFeed Replay(ReplayOptions? options = null, TimeProvider? clock = null) =>
        new("replay", _other.JournalDirectory, options ?? new ReplayOptions(), clock ?? TimeProvider.System);
}
