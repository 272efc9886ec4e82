using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape;
using Bourse.Ticks;

namespace Bourse.Benches;

/// <summary>
/// The time of each hop at a fixed rate, open loop: an event is due at its scheduled moment whether or not the one
/// before it is through, so that a stall counts for every event it delays.
/// </summary>
internal sealed class TapeLatency : IDisposable
{
    private readonly BenchFolder _folder = new();
    private readonly Tape.Tape _tape;
    private readonly TickStore _store = new(new TickOptions());
    private readonly WaitStrategy _wait;

    public TapeLatency(WaitStrategy wait)
    {
        _wait = wait;
        _tape = Tape.Tape.Open(
            new TapeOptions { Wait = wait }, new JournalOptions { Directory = _folder.File("tape") }, TimeProvider.System);
    }

    public LatencyHistogram ToRing { get; } = new();

    public LatencyHistogram ToReader { get; } = new();

    public LatencyHistogram ToColumns { get; } = new();

    public LatencyHistogram Whole { get; } = new();

    /// <summary>Sends that many events a second for that long; returns how many.</summary>
    public long Run(int eventsPerSecond, TimeSpan duration)
    {
        var events = (long)(eventsPerSecond * duration.TotalSeconds);
        using var stopping = new CancellationTokenSource();
        var inlet = _tape.AddFeed("bench", CancellationToken.None);
        var tape = new Thread(() => _tape.Run(stopping.Token));
        var live = new Thread(() => Read(events));
        tape.Start();
        live.Start();
        Send(inlet, events, eventsPerSecond);
        live.Join();
        stopping.Cancel();
        tape.Join();
        return events;
    }

    public void Dispose()
    {
        _tape.Dispose();
        _folder.Dispose();
    }

    private static void Send(TapeInlet inlet, long events, int eventsPerSecond)
    {
        var venue = new Venue(1, "BENCH", "Benchmark", "UTC");
        var instrument = inlet.Define(venue, "BENCH", new InstrumentTerms("", "USD"));
        var source = inlet.OpenSource("bench", Numbering.Source);
        var start = TimedRecords.Now() + (100 * Timestamp.PerMillisecond);
        for (long i = 0; i < events; i++)
        {
            var due = start + (i * Timestamp.PerSecond / eventsPerSecond);
            var now = TimedRecords.Now();
            for (; now < due; now = TimedRecords.Now())
                Thread.SpinWait(1);
            inlet.Publish(new Trade(
                new EventHeader
                {
                    Instrument = instrument.Id,
                    Source = source.Id,
                    Native = i + 1,
                    VenueTime = new Timestamp(due),
                    ReceiveTime = new Timestamp(now),
                },
                new Price(36 * Price.UnitsPerOne),
                new Quantity(Quantity.UnitsPerOne)));
        }
    }

    private void Read(long events)
    {
        using var cursor = _tape.Journal.Reader.OpenCursor(1);
        while (events > 0)
        {
            if (!cursor.TryRead(out var record))
            {
                cursor.Wait(_wait, TimeSpan.FromMilliseconds(100));
                continue;
            }

            var seen = TimedRecords.Now();
            _store.Apply(record);
            var applied = TimedRecords.Now();
            if (record.Type != (ushort)MarketEventType.Trade)
                continue;
            ref readonly var header = ref EventHeader.In(record.Payload);
            ToRing.Record(header.ReceiveTime.Nanoseconds - header.VenueTime.Nanoseconds);
            ToReader.Record(seen - header.ReceiveTime.Nanoseconds);
            ToColumns.Record(applied - seen);
            Whole.Record(applied - header.VenueTime.Nanoseconds);
            events--;
        }
    }
}
