using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>The best bid and the best ask of a symbol over all its venues, and what each venue has itself.</summary>
public sealed record ConsolidatedView
{
    public required string Symbol { get; init; }

    /// <summary>What the compared prices are in; that of the first instrument where none can be compared.</summary>
    public required string Currency { get; init; }

    /// <summary>The latest change of any venue; 0 where there is none.</summary>
    public required long Sequence { get; init; }

    /// <summary>Every venue that has the symbol, in the order of instrument numbers; those left out say why.</summary>
    public required IReadOnlyList<VenueTop> Venues { get; init; }

    /// <summary>The venue with the highest bid, of equal ones that with the largest size; null where nothing is bid.</summary>
    public VenueTop? Bid { get; private init; }

    /// <summary>The venue with the lowest ask, of equal ones that with the largest size; null where there is none.</summary>
    public VenueTop? Ask { get; private init; }

    /// <summary>Best ask less best bid; below zero where one venue bids more than another asks.</summary>
    public Price? Spread => Bid?.Bid is { } bid && Ask?.Ask is { } ask
        && (Int128)ask.Price.Units - bid.Price.Units is var units && units <= long.MaxValue && units >= long.MinValue
            ? new Price((long)units)
            : null;

    /// <summary>
    /// What buying at the one venue and selling at the other would bring, before fees; null where it brings nothing.
    /// </summary>
    public Price? Arbitrage => Spread is { Units: < 0 and > long.MinValue } spread ? new Price(-spread.Units) : null;

    /// <summary>How much of it both venues would take at those prices.</summary>
    public Quantity? ArbitrageSize => Arbitrage is null
        ? null
        : new Quantity(Math.Min(Bid!.Value.Bid!.Value.Quantity.Units, Ask!.Value.Ask!.Value.Quantity.Units));

    /// <summary>Asks each of the instruments, of which there is at least one, for its best prices.</summary>
    /// <param name="oldest">Venues whose last change is older are left out.</param>
    public static ConsolidatedView Of(string symbol, ReadOnlySpan<InstrumentTicks> instruments, Timestamp oldest)
    {
        var venues = new VenueTop[instruments.Length];
        for (var i = 0; i < venues.Length; i++)
            venues[i] = VenueTop.Of(instruments[i], oldest);
        var measure = Measure(venues);
        for (var i = 0; i < venues.Length; i++)
            venues[i] = venues[i] with { LeftOut = Compared(venues[i], measure) };
        return new ConsolidatedView
        {
            Symbol = symbol,
            Currency = measure.Currency,
            Sequence = venues.Max(venue => venue.Sequence),
            Venues = venues,
            Bid = Best(venues, venue => venue.Bid, sign: 1),
            Ask = Best(venues, venue => venue.Ask, sign: -1),
        };
    }

    /// <summary>Shows the same as another: only times and sequences may differ.</summary>
    public bool IsLike(ConsolidatedView other)
    {
        if (Venues.Count != other.Venues.Count)
            return false;
        for (var i = 0; i < Venues.Count; i++)
            if (!Venues[i].IsLike(other.Venues[i]))
                return false;
        return true;
    }

    // Prices of one kind are compared: real ones before made-up ones, in the currency of the first that can be.
    private static Instrument Measure(VenueTop[] venues)
    {
        var found = venues[0];
        foreach (var venue in venues)
            if (Rank(venue) < Rank(found))
                found = venue;
        return found.Instrument;

        static int Rank(in VenueTop venue) =>
            (venue.LeftOut == LeftOut.None ? 0 : 2) + (venue.Instrument.IsSynthetic ? 1 : 0);
    }

    private static LeftOut Compared(in VenueTop venue, Instrument measure) =>
        venue.LeftOut != LeftOut.None ? venue.LeftOut
        : venue.Instrument.IsSynthetic != measure.IsSynthetic ? LeftOut.Synthetic
        : venue.Instrument.Currency != measure.Currency ? LeftOut.Currency
        : LeftOut.None;

    private static VenueTop? Best(VenueTop[] venues, Func<VenueTop, BookLevel?> sideOf, int sign)
    {
        VenueTop? best = null;
        BookLevel bestLevel = default;
        foreach (var venue in venues)
            if (venue.LeftOut == LeftOut.None && sideOf(venue) is { } level
                && (best is null || IsBetter(level, bestLevel, sign)))
                (best, bestLevel) = (venue, level);
        return best;
    }

    private static bool IsBetter(BookLevel level, BookLevel than, int sign) =>
        level.Price.CompareTo(than.Price) * sign is var order && (order > 0 || (order == 0 && level.Quantity > than.Quantity));
}
