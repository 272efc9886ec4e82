using System.Diagnostics.Metrics;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Measures how long after its arrival an event has come how far. One event at a time is followed, at most one in ten
/// milliseconds: nothing is kept for the others, and nobody waits.
/// </summary>
public sealed class EventHops
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);
    private static readonly HopSample Nothing = new(Sequence: -1, Arrived: 0);

    private static readonly Meter Meter = new("Bourse.Hops");

    private static readonly Histogram<double> Hops = Meter.CreateHistogram<double>(
        "bourse.hop", "s",
        "From an event's arrival to each stage of its way; of one event in ten milliseconds at most.", null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
            [
                0.00001, 0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5,
                1, 2, 5, 10,
            ],
        });

    private static readonly KeyValuePair<string, object?> Tape = new("hop", "tape");
    private static readonly KeyValuePair<string, object?> Durable = new("hop", "durable");
    private static readonly KeyValuePair<string, object?> Store = new("hop", "store");
    private static readonly KeyValuePair<string, object?> Outbox = new("hop", "outbox");
    private static readonly KeyValuePair<string, object?> Socket = new("hop", "socket");

    private readonly TimeProvider _clock;
    private HopSample _current = Nothing;
    private HopSample _undurable = Nothing;
    private long _lastBegun;

    public EventHops(TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        _lastBegun = _clock.GetTimestamp();
    }

    /// <summary>The event that is followed. Any thread.</summary>
    internal HopSample Current => Volatile.Read(ref _current);

    /// <summary>
    /// A record has been read from the tape: begins to follow it, unless another was begun shortly before or it is no
    /// event of a market. The live loop.
    /// </summary>
    public bool TryBegin(in JournalRecord record)
    {
        if (_clock.GetElapsedTime(_lastBegun) < Between || !IsOfMarket((MarketEventType)record.Type)
            || record.Payload.Length < EventHeader.Bytes)
            return false;
        var arrived = EventHeader.In(record.Payload).ReceiveTime.Nanoseconds;
        if (arrived == 0)
            return false;
        var sample = new HopSample(record.Sequence, arrived);
        Volatile.Write(ref _current, sample);
        Interlocked.CompareExchange(ref _undurable, sample, Nothing);
        _lastBegun = _clock.GetTimestamp();
        Record(sample, Tape);
        return true;
    }

    /// <summary>It is in the columns. The live loop.</summary>
    public void Applied() => Record(_current, Store);

    /// <summary>Every live client that hears it has it in its outbox. The live loop.</summary>
    public void Offered() => Record(_current, Outbox);

    /// <summary>The tape is on disk up to a sequence. Any thread; quick.</summary>
    public void OnDurable(long sequence)
    {
        if (Volatile.Read(ref _undurable) is var sample && sample != Nothing && sample.Sequence <= sequence
            && ReferenceEquals(Interlocked.CompareExchange(ref _undurable, Nothing, sample), sample))
            Record(sample, Durable);
    }

    /// <summary>A client's connection has taken the frame of the event. Any thread.</summary>
    internal void Sent(HopSample sample) => Record(sample, Socket);

    // Clocks that were set back meanwhile, or of another machine, may say that it arrives only later.
    private void Record(HopSample sample, KeyValuePair<string, object?> hop)
    {
        var now = Timestamp.FromDateTime(_clock.GetUtcNow()).Nanoseconds;
        Hops.Record(Math.Max(0, now - sample.Arrived) / (double)Timestamp.PerSecond, hop);
    }

    private static bool IsOfMarket(MarketEventType type) => type is MarketEventType.Trade or MarketEventType.Quote
        or MarketEventType.BookSnapshot or MarketEventType.BookDelta;
}
