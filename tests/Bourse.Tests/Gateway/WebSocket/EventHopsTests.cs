using System.Diagnostics.Metrics;
using Bourse.Gateway.WebSocket;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Tests.Ticks;

namespace Bourse.Tests.Gateway.WebSocket;

/// <summary>How long after their arrival events have come how far.</summary>
public sealed class EventHopsTests : IDisposable
{
    private static readonly Bourse.Market.Instrument Coin = new()
    {
        Id = new InstrumentId(1), Venue = TickFeed.Kraken, Symbol = "BTC-USD", Name = "Coin", Currency = "USD",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("bourse-hops-").FullName;
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero));
    private readonly List<(string Hop, double Seconds)> _measured = [];
    private readonly MeterListener _listener = new();

    public EventHopsTests()
    {
        var test = Environment.CurrentManagedThreadId;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "bourse.hop")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            // Other tests of this process measure too.
            if (Environment.CurrentManagedThreadId == test)
                _measured.Add(((string)tags[0].Value!, seconds));
        });
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Each_stage_is_measured_from_the_arrival()
    {
        using var journal = JournalWriter.Open(new JournalOptions { Directory = _folder });
        var hops = new EventHops(_clock);
        _clock.Advance(TimeSpan.FromMilliseconds(1_000));
        Assert.True(Begin(hops, journal, arrivedMillisAgo: 5));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        hops.Applied();
        _clock.Advance(TimeSpan.FromMilliseconds(2));
        hops.Offered();
        hops.OnDurable(hops.Current.Sequence - 1);
        _clock.Advance(TimeSpan.FromMilliseconds(4));
        hops.Sent(hops.Current);
        hops.OnDurable(hops.Current.Sequence);
        hops.OnDurable(hops.Current.Sequence + 1);
        Assert.Equal(
            [("tape", 0.005), ("store", 0.006), ("outbox", 0.008), ("socket", 0.012), ("durable", 0.012)], _measured);
    }

    [Fact]
    public void Of_events_that_follow_closely_one_is_measured()
    {
        using var journal = JournalWriter.Open(new JournalOptions { Directory = _folder });
        var hops = new EventHops(_clock);
        Assert.False(Begin(hops, journal, 0));
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        Assert.True(Begin(hops, journal, 0));
        _clock.Advance(TimeSpan.FromMilliseconds(9));
        Assert.False(Begin(hops, journal, 0));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(Begin(hops, journal, 0));
    }

    [Fact]
    public void A_clock_that_was_set_back_measures_nothing_below_nothing()
    {
        using var journal = JournalWriter.Open(new JournalOptions { Directory = _folder });
        var hops = new EventHops(_clock);
        _clock.Advance(TimeSpan.FromMilliseconds(10));
        Assert.True(Begin(hops, journal, arrivedMillisAgo: -60_000));
        Assert.Equal(("tape", 0.0), Assert.Single(_measured));
    }

    private bool Begin(EventHops hops, JournalWriter journal, int arrivedMillisAgo)
    {
        var now = Timestamp.FromDateTime(_clock.GetUtcNow()).Nanoseconds;
        var payload = new byte[1024];
        var header = TickFeed.Header(Coin, now, EventFlags.None) with { ReceiveTime = new Timestamp(now - arrivedMillisAgo * 1_000_000L) };
        var bytes = BookUpdate.Write(payload, header, [], []);
        var sequence = journal.Append((ushort)MarketEventType.BookSnapshot, 1, now, payload.AsSpan(0, bytes));
        journal.Commit();
        using var cursor = journal.Reader.OpenCursor(sequence);
        Assert.True(cursor.TryRead(out var record));
        return hops.TryBegin(record);
    }
}
