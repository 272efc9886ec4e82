using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// Keeps trading within the band, as limit up, limit down does at American exchanges: a best price at the band's end is
/// a limit state; if it lasts, trading pauses, orders collect, and an auction ends the pause.
/// </summary>
internal sealed class BandWatch(Floor floor, PhaseDesk phases)
{
    private const long LimitNanoseconds = 15 * Timestamp.PerSecond;
    private const long PauseNanoseconds = 5 * Timestamp.PerMinute;

    // Those in a limit state or a pause, by number.
    private readonly List<int> _timed = [];

    /// <summary>Watches on where a snapshot left off, by the listings' numbers.</summary>
    public void Restore(Listing listing)
    {
        if (listing.LimitSince != 0 || listing.PausedUntil != 0)
            _timed.Add(listing.Number);
    }

    /// <summary>Pauses and reopens what is due by now; before the command at hand is carried out.</summary>
    public void Pass(BlotterPage page)
    {
        for (var i = 0; i < _timed.Count; i++)
        {
            var listing = floor.Listings[_timed[i]];
            if (listing.LimitSince != 0 && page.Time.Nanoseconds - listing.LimitSince >= LimitNanoseconds)
                Pause(listing, page);
            if (listing.PausedUntil != 0 && page.Time.Nanoseconds >= listing.PausedUntil)
                phases.Enter(listing, Phase.Continuous, listing.Recent.Reference, page);
            if (listing.LimitSince == 0 && listing.PausedUntil == 0)
                _timed.RemoveAt(i--);
        }

        Look(page);
    }

    /// <summary>Notices which best prices have come to an end of their band, or left it.</summary>
    public void Look(BlotterPage page)
    {
        foreach (var listing in floor.Settlement.Watched)
        {
            listing.IsWatched = false;
            var (bid, ask) = (listing.BestAgainst(Side.Sell), listing.BestAgainst(Side.Buy));
            var (lower, upper) = (listing.LowerBand, listing.UpperBand);
            var isLimit = listing.Phase == Phase.Continuous && (bid >= upper || (ask != 0 && ask <= lower));
            if (isLimit != (listing.LimitSince != 0))
                Change(listing, isLimit, lower, upper, page);
        }

        floor.Settlement.Watched.Clear();
    }

    private void Change(Listing listing, bool isLimit, long lower, long upper, BlotterPage page)
    {
        listing.LimitSince = isLimit ? page.Time.Nanoseconds : 0;
        var at = _timed.BinarySearch(listing.Number);
        if (at < 0)
            _timed.Insert(~at, listing.Number);
        ref var told = ref page.Add<LimitStateChanged>(EventType.LimitStateChanged, 0);
        told.Instrument = listing.Number;
        told.IsOn = isLimit ? (byte)1 : (byte)0;
        told.Lower = lower;
        told.Upper = upper;
    }

    private void Pause(Listing listing, BlotterPage page)
    {
        var until = listing.LimitSince + LimitNanoseconds + PauseNanoseconds;
        phases.Enter(listing, Phase.ReopeningAuction, reference: 0, page);
        listing.PausedUntil = until;
    }
}
