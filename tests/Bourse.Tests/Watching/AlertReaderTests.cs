using Bourse.Gateway.Watching;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Records;
using Bourse.Tests.Ticks;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Tests.Watching;

/// <summary>The reader over a tape and records of its own, killed and started again.</summary>
public sealed class AlertReaderTests : IDisposable
{
    private const int Events = 60;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bourse-alerts-");
    private readonly ManualClock _clock = new(DateTimeOffset.UnixEpoch.AddDays(10));
    private readonly TickFeed _feed = new();
    private readonly Instrument _bhp;
    private readonly List<AlertFiring> _told = [];
    private JournalWriter _tape;
    private RecordsDatabase _records = null!;
    private int _databases;

    public AlertReaderTests()
    {
        _bhp = _feed.Define(TickFeed.Asx, "BHP");
        _tape = OpenTape("tape");
        _ = NewRecords();
    }

    public static TheoryData<int> Seeds => [1, 2, 3];

    public void Dispose()
    {
        _tape.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Killed_behind_each_transaction_it_records_and_tells_each_firing_once(int seed)
    {
        Trade(100);
        var alerts = AlertsOf(seed);
        var prices = Prices(seed);
        var expected = Run(alerts, prices, killedAfter: []);
        Assert.True(expected.Count > 10, $"{expected.Count} firings: the test shows little.");
        for (var i = seed; i < Events; i += 4)
            Assert.Equal(expected, Run(alerts, prices, killedAfter: [i]));
        Assert.Equal(expected, Run(alerts, prices, killedAfter: [.. Enumerable.Range(0, Events)]));
    }

    [Fact]
    public void A_transaction_that_fails_is_made_again_and_told_of_once()
    {
        Save(Alert(AlertKind.PriceAbove, 100, repeats: true));
        using var reader = Begin();
        Execute("CREATE TRIGGER stop BEFORE UPDATE ON readers BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        foreach (var price in new[] { 101, 90, 102 })
            Trade(price);
        reader.ReadOn();
        Assert.Contains("the disk is full", reader.Trouble, StringComparison.Ordinal);
        Assert.Equal((3, 0), (reader.Pending, _told.Count));
        Assert.Empty(Firings());

        Execute("DROP TRIGGER stop");
        reader.ReadOn();
        Assert.Equal(3, reader.Pending);
        _clock.Advance(TimeSpan.FromSeconds(1));
        reader.ReadOn();
        Assert.Null(reader.Trouble);
        Assert.Equal((0, 2), (reader.Pending, _told.Count));
        Assert.Equal(2, Firings().Count);
    }

    [Fact]
    public void While_nothing_can_be_recorded_it_reads_on_up_to_a_bound()
    {
        Save(Alert(AlertKind.PriceAbove, 100, repeats: true));
        using var reader = Begin(new AlertOptions { PendingMax = 5 });
        Execute("CREATE TRIGGER stop BEFORE UPDATE ON readers BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        for (var i = 0; i < 20; i++)
            Trade(i % 2 == 0 ? 101 : 90);
        reader.ReadOn();
        Assert.Equal((5, _tape.LastSequence - 15), (reader.Pending, reader.Position));
        Execute("DROP TRIGGER stop");
        _clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 4; i++)
            reader.ReadOn();
        Assert.Equal((0, _tape.LastSequence), (reader.Pending, reader.Position));
        Assert.Equal(10, Firings().Count);
    }

    [Fact]
    public void A_tape_read_again_into_alerts_made_later_fires_nothing()
    {
        Trade(150);
        Save(Alert(AlertKind.PriceAbove, 100, since: _tape.LastSequence));
        using var reader = Begin();
        reader.ReadOn();
        Assert.Empty(Firings());
        Trade(150);
        reader.ReadOn();
        Assert.Single(Firings());
    }

    [Fact]
    public void An_alert_handed_in_looks_at_what_comes_next_and_one_that_changed_has_not_fired()
    {
        using var reader = Begin();
        var alert = Save(Alert(AlertKind.PriceAbove, 100));
        reader.Put(alert);
        Execute("UPDATE alerts SET \"Version\" = 1");
        Trade(150);
        reader.ReadOn();
        Assert.Empty(Firings());
        Assert.Equal(0, reader.Pending);
        using (var context = _records.Open())
            reader.Put(context.Alerts.AsNoTracking().Single());
        Trade(151);
        reader.ReadOn();
        Assert.Equal(TickFeed.Units(151).Units, Assert.Single(Firings()).Value);
        reader.Remove(alert.Id);
        reader.ReadOn();
        Assert.Equal(0, reader.Watched);
    }

    [Fact]
    public void Too_far_behind_it_begins_with_what_comes_now_and_says_so()
    {
        Save(Alert(AlertKind.PriceAbove, 100));
        Begin().Dispose();
        for (var i = 0; i < 20; i++)
            Trade(150);
        using var reader = Begin(new AlertOptions { BehindMax = 10 });
        reader.ReadOn();
        Assert.Equal((20, 0), (reader.Skipped, Firings().Count));
        Trade(150);
        reader.ReadOn();
        Assert.Single(Firings());
    }

    [Fact]
    public void Over_another_tape_old_sequences_stand_in_the_way_of_nothing()
    {
        Save(Alert(AlertKind.PriceAbove, 100, repeats: true));
        using (var reader = Begin())
        {
            Trade(150);
            Trade(90);
            reader.ReadOn();
            reader.End();
        }

        _tape.Dispose();
        _tape = OpenTape("other");
        using var after = Begin();
        Trade(150);
        after.ReadOn();
        Assert.Equal([1L, 2L], Firings().Select(firing => firing.Id));
        Assert.Equal(1, Firings()[^1].TapeSequence);
    }

    [Fact]
    public void A_percent_alert_knows_after_a_start_what_was_in_its_window()
    {
        Save(Alert(AlertKind.PercentUp, 10, window: 3_600));
        using (var reader = Begin())
        {
            Trade(100);
            reader.ReadOn();
            reader.End();
        }

        using var after = Begin();
        Trade(110);
        after.ReadOn();
        Assert.Single(Firings());
    }

    [Fact]
    public void Ten_thousand_alerts_that_fire_at_once_are_each_recorded_once()
    {
        using (var context = _records.Open())
        {
            context.AddRange(Enumerable.Range(0, 10_000).Select(i => Alert(AlertKind.PriceAbove, 100 + (i % 7))));
            context.SaveChanges();
        }

        using var reader = Begin();
        Trade(150);
        reader.ReadOn();
        Assert.Equal(10_000, _told.Count);
        Assert.Equal(10_000, Firings().Select(firing => firing.AlertId).Distinct().Count());
    }

    private static Alert[] AlertsOf(int seed)
    {
        var random = new Random(seed);
        return
        [
            Alert(AlertKind.PriceAbove, 105, repeats: true), Alert(AlertKind.PriceBelow, 95, repeats: true),
            Alert(AlertKind.PercentUp, 1 + random.Next(5), window: 30, repeats: true),
            Alert(AlertKind.PercentDown, 1 + random.Next(5), window: 30, repeats: true),
            Alert(AlertKind.VolumeAbove, 20 + random.Next(20), window: 5, repeats: true),
            Alert(AlertKind.PriceAbove, 108),
        ];
    }

    private static int[] Prices(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Events).Select(_ => 100 + random.Next(-10, 11))];
    }

    // What the records have at the end; each must have been told of once, as far as it was not killed before it could.
    private List<string> Run(Alert[] alerts, int[] prices, HashSet<int> killedAfter)
    {
        NewRecords();
        _told.Clear();
        var offset = _tape.LastSequence;
        using (var context = _records.Open())
        {
            foreach (var alert in alerts)
                context.Add(Alert(alert.Kind, 0, alert.WindowSeconds, alert.IsRepeating, offset, alert.Threshold));
            context.SaveChanges();
        }

        var reader = Begin();
        for (var i = 0; i < prices.Length; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            Trade(prices[i]);
            reader.ReadOn();
            if (!killedAfter.Contains(i))
                continue;
            reader.Dispose();
            reader = Begin();
        }

        reader.Dispose();
        // Nothing of this run is left for the next one's windows.
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Firings().Select(firing => firing.Id), _told.Select(firing => firing.Id));
        return [.. Firings().Select(firing => $"{firing.AlertId} {firing.Value} {firing.TapeSequence - offset}")];
    }

    private AlertReader Begin(AlertOptions? options = null)
    {
        var reader = new AlertReader(_tape.Reader, _feed.Store, _records, options ?? new AlertOptions(), _clock)
        {
            Told = _told.AddRange,
        };
        reader.Begin();
        return reader;
    }

    private static Alert Alert(
        AlertKind kind, int threshold, int window = 0, bool repeats = false, long since = 0, long? units = null) => new()
        {
            User = "ann", Symbol = "ASX:BHP", Kind = kind, Threshold = units ?? TickFeed.Units(threshold).Units,
            WindowSeconds = window, IsRepeating = repeats, Hysteresis = repeats ? Price.UnitsPerOne : 0, Since = since,
        };

    private Alert Save(Alert alert)
    {
        using var context = _records.Open();
        context.Add(alert);
        context.SaveChanges();
        return alert;
    }

    private List<AlertFiring> Firings()
    {
        using var context = _records.Open();
        return [.. context.Firings.AsNoTracking().OrderBy(firing => firing.Id)];
    }

    private void Execute(string sql)
    {
        using var context = _records.Open();
        context.Database.ExecuteSqlRaw(sql);
    }

    private void Trade(int price)
    {
        var now = Timestamp.FromDateTime(_clock.GetUtcNow()).Nanoseconds;
        var payload = new byte[Bourse.Market.Trade.Bytes];
        new Trade(TickFeed.Header(_bhp, now), TickFeed.Units(price), new Quantity(5 * Quantity.UnitsPerOne)).Write(payload);
        _tape.Append((ushort)MarketEventType.Trade, 1, now, payload);
        _tape.Publish();
    }

    private JournalWriter OpenTape(string name) => JournalWriter.Open(
        new JournalOptions { Directory = _folder.CreateSubdirectory(name).FullName, SegmentBytes = 1 << 20 }, clock: _clock);

    private RecordsDatabase NewRecords()
    {
        _records = RecordsDatabase.InFile(
            Path.Combine(_folder.FullName, $"records{++_databases}.db"), new RecordsOptions { QuerySecondsMax = 1 });
        using var context = _records.Open();
        context.Database.EnsureCreated();
        context.Add(new User { Name = "ann" });
        context.SaveChanges();
        return _records;
    }
}
