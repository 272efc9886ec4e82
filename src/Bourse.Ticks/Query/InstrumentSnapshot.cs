using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>The last values of one instrument, all as of one tape sequence.</summary>
public sealed record InstrumentSnapshot
{
    public required Instrument Instrument { get; init; }

    /// <summary>The instrument's last event that is in it; 0 before the first.</summary>
    public required long Sequence { get; init; }

    /// <summary>The last print, priced or not, by venue time.</summary>
    public required TradeRow? LastTrade { get; init; }

    /// <summary>The last print that the venue counts in its price statistics.</summary>
    public required TradeRow? LastPricedTrade { get; init; }

    public required QuoteRow? LastQuote { get; init; }

    /// <summary>The venue-local day of the latest trade.</summary>
    public required Bar? Today { get; init; }

    /// <summary>Σ price × size of today's priced trades.</summary>
    public required Notional TodayNotional { get; init; }

    /// <summary>The close of the last day before <see cref="Today"/> that had priced trades.</summary>
    public required Price? PreviousClose { get; init; }

    /// <summary>Last price less previous close; null without either.</summary>
    public Price? Change => LastPricedTrade is { } last && PreviousClose is { } close
        ? new Price(last.Price.Units - close.Units)
        : null;

    internal static InstrumentSnapshot Of(
        Instrument instrument, long sequence, in LastValues last, in LatestDays days) => new()
    {
        Instrument = instrument,
        Sequence = sequence,
        LastTrade = last.Trade,
        LastPricedTrade = last.PricedTrade,
        LastQuote = last.Quote,
        Today = days.IsAny ? days.Today.ToBar(days.Start) : null,
        TodayNotional = days.Today.Notional,
        PreviousClose = days.PreviousClose,
    };
}
