using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Tape;

/// <summary>
/// A feed's way onto the tape: define what you will speak of, then publish. One thread, the feed's. When the ring is
/// full the feed waits, and says so; nothing is dropped.
/// </summary>
public sealed class TapeInlet
{
    private static readonly TimeSpan WaitWorthReporting = TimeSpan.FromSeconds(1);

    private readonly Tape _tape;
    private readonly TimeProvider _clock;
    private long _published;
    private long _waits;
    private long _waitingSince;

    internal TapeInlet(Tape tape, string feedName, int ringBytes, TimeProvider clock)
    {
        _tape = tape;
        _clock = clock;
        FeedName = feedName;
        Ring = new TapeRing(ringBytes);
    }

    public string FeedName { get; }

    /// <summary>Events handed over so far; any thread.</summary>
    public long Published => Volatile.Read(ref _published);

    /// <summary>How often the feed found the ring full; any thread.</summary>
    public long Waits => Volatile.Read(ref _waits);

    /// <summary>The feed is waiting for room now; any thread.</summary>
    public bool IsWaiting => Volatile.Read(ref _waitingSince) != 0;

    /// <summary>Everything handed over is on the tape, or was recognised as known or bad; any thread.</summary>
    public bool IsDrained => Ring.IsEmpty;

    /// <summary>Events of this feed that were on the tape already; any thread.</summary>
    public long Duplicates => Volatile.Read(ref DuplicateCount);

    /// <summary>Events of this feed that were malformed or spoke of something undefined; any thread.</summary>
    public long Refused => Volatile.Read(ref RefusedCount);

    /// <summary>The largest event that is taken.</summary>
    public int EventBytesMax => Ring.PayloadBytesMax;

    /// <summary>
    /// Makes room when the ring is full, instead of waiting for the tape's thread: for programs that drain the tape on
    /// the feed's own thread.
    /// </summary>
    public Action? WhenFull { get; set; }

    /// <summary>Ends the feed's waiting and publishing with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Stopping { get; init; }

    internal TapeRing Ring { get; }

    internal long DuplicateCount;

    internal long RefusedCount;

    /// <summary>The instrument of that venue and symbol, defined on the tape when it is new.</summary>
    /// <exception cref="ArgumentException">A name that the tape cannot hold, or a time zone nobody knows.</exception>
    public Instrument Define(Venue venue, string symbol, InstrumentTerms terms) =>
        _tape.Define(venue, symbol, terms);

    /// <summary>The same, and where the tape knows it with other terms, defined again with these.</summary>
    /// <exception cref="ArgumentException">A name that the tape cannot hold, or a time zone nobody knows.</exception>
    public Instrument Redefine(Venue venue, string symbol, InstrumentTerms terms) =>
        _tape.Redefine(venue, symbol, terms);

    /// <summary>The source of that key, defined on the tape when it is new; its position is where to resume after.</summary>
    public Source OpenSource(string key, Numbering numbering) => _tape.OpenSource(key, numbering);

    /// <summary>The payload of the source's latest event on the tape, to check that a resumed source is the same one.</summary>
    public byte[]? LastEventOf(Source source) => _tape.LastEventOf(source);

    public void Publish(in Trade trade)
    {
        trade.Write(Claim(MarketEventType.Trade, Trade.Bytes));
        HandOver();
    }

    public void Publish(in Quote quote)
    {
        quote.Write(Claim(MarketEventType.Quote, Quote.Bytes));
        HandOver();
    }

    public void Publish(in Gap gap)
    {
        gap.Write(Claim(MarketEventType.Gap, Gap.Bytes));
        HandOver();
    }

    /// <summary>Publishes a snapshot or a delta of a book.</summary>
    /// <exception cref="ArgumentException">More levels than a quarter of the ring holds.</exception>
    public void PublishBook(
        MarketEventType type, in EventHeader header, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
    {
        BookUpdate.Write(Claim(type, BookUpdate.BytesFor(bids.Length, asks.Length)), header, bids, asks);
        HandOver();
    }

    /// <summary>The same, the levels of each side being in two parts.</summary>
    /// <exception cref="ArgumentException">More levels than a quarter of the ring holds.</exception>
    public void PublishBook(
        MarketEventType type,
        in EventHeader header,
        ReadOnlySpan<BookLevel> bids,
        ReadOnlySpan<BookLevel> moreBids,
        ReadOnlySpan<BookLevel> asks,
        ReadOnlySpan<BookLevel> moreAsks)
    {
        var bidCount = bids.Length + moreBids.Length;
        var askCount = asks.Length + moreAsks.Length;
        var payload = Claim(type, BookUpdate.BytesFor(bidCount, askCount));
        BookUpdate.WriteCounts(payload, header, bidCount, askCount);
        var levels = MemoryMarshal.Cast<byte, BookLevel>(payload[BookUpdate.LevelsOffset..]);
        bids.CopyTo(levels);
        moreBids.CopyTo(levels[bids.Length..]);
        asks.CopyTo(levels[bidCount..]);
        moreAsks.CopyTo(levels[(bidCount + asks.Length)..]);
        HandOver();
    }

    public void Publish(in FeedStatus status)
    {
        Span<byte> bytes = stackalloc byte[FeedStatus.BytesMax];
        Publish(MarketEventType.FeedStatus, bytes[..status.Write(bytes)]);
    }

    /// <summary>Publishes an event that is already in its layout (a replay, a relay); the tape checks it.</summary>
    public void Publish(MarketEventType type, ReadOnlySpan<byte> payload)
    {
        payload.CopyTo(Claim(type, payload.Length));
        HandOver();
    }

    /// <summary>Room for an event's layout, to be filled in place and then handed over; waits while the ring is full.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than a quarter of the ring.</exception>
    public Span<byte> Claim(MarketEventType type, int bytes)
    {
        if (Ring.TryClaim(type, bytes, out var payload))
            return payload;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Ring.PayloadBytesMax);
        WaitForRoom(type, bytes);
        return Ring.TryClaim(type, bytes, out payload)
            ? payload
            : throw new InvalidOperationException("Two threads publish on one inlet.");
    }

    /// <summary>Hands the claimed event to the tape.</summary>
    public void HandOver()
    {
        Ring.Publish();
        Volatile.Write(ref _published, _published + 1);
        _tape.Wake();
    }

    private void WaitForRoom(MarketEventType type, int bytes)
    {
        var since = _clock.GetTimestamp();
        Volatile.Write(ref _waitingSince, Math.Max(1, since));
        Volatile.Write(ref _waits, _waits + 1);
        var spin = new SpinWait();
        while (!Ring.TryClaim(type, bytes, out _))
        {
            Stopping.ThrowIfCancellationRequested();
            if (WhenFull is { } makeRoom)
                makeRoom();
            else
                spin.SpinOnce();
        }

        Volatile.Write(ref _waitingSince, 0);
        if (_clock.GetElapsedTime(since) is var waited && waited > WaitWorthReporting)
            ReportWait(waited);
    }

    private void ReportWait(TimeSpan waited)
    {
        var text = $"{FeedName} waited {waited.TotalSeconds:F1} s for the tape";
        Publish(new FeedStatus(default, FeedState.Waiting, text));
        Publish(new FeedStatus(default, FeedState.Live, $"{FeedName} goes on"));
    }

}
