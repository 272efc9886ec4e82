using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// Keeps the books of a connection right, and publishes what is verified. A fault in one stays with it. The feed's thread.
/// </summary>
internal sealed class VenueBooks(LineTape tape, Resyncs resyncs, VenueFeedOptions options)
{
    /// <summary>Takes a snapshot, and what was held until it came.</summary>
    public void TakeSnapshot(
        MarketLine line, in VenueEvent said, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, Timestamp at)
    {
        line.LearnDecimals(said);
        var verdict = line.Book.TakeSnapshot(said, bids, asks, (line.PriceDecimals, line.QuantityDecimals));
        if (said.HasChecksum)
            line.CountChecksum(verdict == BookVerdict.Applied);
        if (verdict == BookVerdict.TooOld)
        {
            resyncs.Later(line, at);
            return;
        }

        if (verdict == BookVerdict.Wrong)
        {
            Fail(line, GapReason.Checksum, said.Checksum, 0, at);
            return;
        }

        line.ShowLive(true);
        (line.ResyncAt, line.CrossedSince) = (null, null);
        tape.Snapshot(line, said, at, bids, asks);
        while (line.IsLive && line.Book.TryTakeHeld(out var delta, out var heldBids, out var heldAsks))
            TakeDelta(line, delta, heldBids, heldAsks, at);
    }

    /// <summary>Takes a change; what is verified is published.</summary>
    public void TakeDelta(
        MarketLine line, in VenueEvent said, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks, Timestamp at)
    {
        line.LearnDecimals(said);
        var expected = line.Book.LastNative + 1;
        var verdict = line.Book.TakeDelta(said, bids, asks, (line.PriceDecimals, line.QuantityDecimals));
        if (said.HasChecksum && verdict is BookVerdict.Applied or BookVerdict.Wrong)
            line.CountChecksum(verdict == BookVerdict.Applied);
        switch (verdict)
        {
            case BookVerdict.Applied:
                tape.Delta(line, said, at, bids, asks);
                NoteCrossing(line, at);
                break;
            case BookVerdict.Gap:
                Fail(line, GapReason.Numbering, expected, HeldDeltas.FirstOf(said), at);
                line.Book.TakeDelta(said, bids, asks, default);
                break;
            case BookVerdict.Wrong:
                Fail(line, GapReason.Checksum, said.Checksum, 0, at);
                break;
            case BookVerdict.Overrun:
                Fail(line, GapReason.Overrun, 0, said.Native, at);
                break;
            default:
                break;
        }
    }

    /// <summary>The book is wrong, or asked for: only this instrument's is affected, and only it is asked for anew.</summary>
    public void Fail(MarketLine line, GapReason reason, long expected, long received, Timestamp at)
    {
        Suspect(line, reason, expected, received, at);
        resyncs.Soon(line, at);
    }

    /// <summary>Something is missing: the book is not right any more until its next snapshot.</summary>
    public void Suspect(MarketLine line, GapReason reason, long expected, long received, Timestamp at)
    {
        line.CountGap();
        line.Book.Await();
        line.ShowLive(false);
        line.CrossedSince = null;
        tape.Gap(line, reason, expected, received, at);
    }

    /// <summary>Fails the book when its bids have stood above its asks for too long.</summary>
    public void LookForCrossing(MarketLine line, Timestamp at)
    {
        if (line.CrossedSince is { } since
            && at.Nanoseconds - since.Nanoseconds > options.CrossedMillisMax * Timestamp.PerMillisecond)
            Fail(line, GapReason.Crossed, line.Book.LastNative, 0, at);
    }

    private void NoteCrossing(MarketLine line, Timestamp at)
    {
        if (!line.Book.Book.IsCrossed)
            line.CrossedSince = null;
        else
            line.CrossedSince ??= at;
        LookForCrossing(line, at);
    }
}
