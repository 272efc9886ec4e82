using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>The market at a glance: movers, totals and the states of venues.</summary>
public sealed record MarketSummary
{
    /// <summary>At least everything up to this tape sequence is in it.</summary>
    public required long Sequence { get; init; }

    public required int Instruments { get; init; }

    public required long Trades { get; init; }

    public required long Quotes { get; init; }

    public required long Gaps { get; init; }

    /// <summary>By currency; amounts of different currencies are never added.</summary>
    public required IReadOnlyList<Turnover> Turnover { get; init; }

    /// <summary>The greatest rises against the previous close, greatest first.</summary>
    public required IReadOnlyList<Mover> Gainers { get; init; }

    /// <summary>The greatest falls, greatest first.</summary>
    public required IReadOnlyList<Mover> Losers { get; init; }

    /// <summary>By notional, whatever the currency.</summary>
    public required IReadOnlyList<Mover> MostActive { get; init; }

    public required IReadOnlyList<Mover> GreatestVolume { get; init; }

    public required IReadOnlyList<VenueState> Venues { get; init; }

    public required IReadOnlyList<FeedLine> Feeds { get; init; }

    /// <summary>Asks every instrument once: about a microsecond each.</summary>
    /// <param name="moversMax">The length of each list of movers.</param>
    public static MarketSummary Of(TickStore store, int moversMax)
    {
        var sequence = store.AppliedSequence;
        var all = store.All.Select(ticks => (Ticks: ticks, Snapshot: ticks.Snapshot())).ToList();
        var movers = all.Select(one => Mover.Of(one.Snapshot)).OfType<Mover>().ToList();
        var feeds = store.Feeds;
        return new MarketSummary
        {
            Sequence = sequence,
            Instruments = all.Count,
            Trades = all.Sum(one => one.Ticks.TradeCount),
            Quotes = all.Sum(one => one.Ticks.QuoteCount),
            Gaps = feeds.Sum(feed => feed.Gaps),
            Turnover = TurnoverOf(movers),
            Gainers = Top(movers.Where(mover => mover.ChangePercent > 0), mover => mover.ChangePercent, moversMax),
            Losers = Top(movers.Where(mover => mover.ChangePercent < 0), mover => -mover.ChangePercent, moversMax),
            MostActive = Top(movers, mover => mover.Notional.Units, moversMax),
            GreatestVolume = Top(movers, mover => mover.Volume, moversMax),
            Venues = [.. all
                .GroupBy(one => one.Ticks.Instrument.Venue.Code)
                .Select(venue => VenueOf([.. venue], feeds))],
            Feeds = feeds,
        };
    }

    // Equal keys keep the order of instrument numbers, so that a summary of the same tape is always the same.
    private static List<Mover> Top<TKey>(IEnumerable<Mover> movers, Func<Mover, TKey> key, int moversMax) =>
        [.. movers.OrderByDescending(key).Take(moversMax)];

    private static List<Turnover> TurnoverOf(List<Mover> movers) =>
        [.. movers
            .GroupBy(mover => mover.Instrument.Currency)
            .Select(group => new Turnover(group.Key, Sum(group)))
            .OrderBy(turnover => turnover.Currency, StringComparer.Ordinal)];

    private static Notional Sum(IEnumerable<Mover> movers) => new(
        movers.Aggregate(Int128.Zero, (sum, mover) => BarCell.AddSaturating(sum, mover.Notional.Units)));

    private static VenueState VenueOf(
        List<(InstrumentTicks Ticks, InstrumentSnapshot Snapshot)> instruments, IReadOnlyList<FeedLine> feeds)
    {
        var sources = instruments.Select(one => one.Ticks.Source).ToHashSet();
        return new VenueState(
            instruments[0].Ticks.Instrument.Venue,
            instruments.Count,
            instruments.Sum(one => one.Ticks.TradeCount),
            instruments.Sum(one => one.Ticks.QuoteCount),
            instruments.Max(one => one.Snapshot.LastEvent),
            [.. feeds.Where(feed => sources.Contains(feed.Source.Id))]);
    }
}
