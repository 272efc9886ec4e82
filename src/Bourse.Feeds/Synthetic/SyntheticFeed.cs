using System.Globalization;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Feeds.Synthetic;

/// <summary>
/// Publishes the synthetic market at the clock's pace, or as fast as the tape takes it. Begun anew it goes on numbering
/// where the tape is, and each book with a snapshot.
/// </summary>
public sealed class SyntheticFeed(string name, SyntheticOptions options, TimeProvider clock) : IFeed
{
    private const int EventsPerStopCheck = 256;

    public string Name => name;

    /// <inheritdoc/>
    public void Run(TapeInlet tape, CancellationToken stopping)
    {
        var instruments = SyntheticListing.All.Select(listing => Define(tape, listing).Id).ToList();
        var key = "synthetic:" + options.Seed.ToString(CultureInfo.InvariantCulture);
        var source = tape.OpenSource(key, Numbering.Source);
        var native = source.Position + 1;
        while (true)
        {
            tape.PublishState(FeedState.Live, $"synthetic market, seed {options.Seed}: nothing of it ever happened");
            native = Follow(new SyntheticMarket(options, Now(), instruments, source.Id, native), tape, stopping);
        }
    }

    private static Instrument Define(TapeInlet tape, SyntheticListing listing) => tape.Define(
        SyntheticListing.Venue,
        listing.Symbol,
        new InstrumentTerms(
            listing.Name, SyntheticListing.Currency, listing.Tick, listing.Lot, IsSynthetic: true));

    private Timestamp Now() => Timestamp.FromDateTime(clock.GetUtcNow());

    // Until the market is too far behind the clock; then the number for the next one to begin with.
    private long Follow(SyntheticMarket market, TapeInlet tape, CancellationToken stopping)
    {
        for (var published = 0L; ; published++)
        {
            if (published % EventsPerStopCheck == 0)
                stopping.ThrowIfCancellationRequested();
            var payload = market.Next(out var type);
            if (options.IsPaced && !WaitFor(market.Time, stopping))
                return EventHeader.In(payload).Native;
            tape.Publish(type, payload);
        }
    }

    // False when that time is further back than is worth catching up with.
    private bool WaitFor(Timestamp time, CancellationToken stopping)
    {
        var ahead = time.Nanoseconds - Now().Nanoseconds;
        if (ahead < -options.BehindSecondsMax * Timestamp.PerSecond)
            return false;
        for (; ahead > 0; ahead = time.Nanoseconds - Now().Nanoseconds)
            clock.Sleep(TimeSpan.FromTicks((ahead + 99) / 100), stopping);
        return true;
    }
}
