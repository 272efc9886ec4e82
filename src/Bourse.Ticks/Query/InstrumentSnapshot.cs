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

    /// <summary>Last price less previous close; null without either, or where it fits no price.</summary>
    public Price? Change
    {
        get
        {
            if (LastPricedTrade is not { } last || PreviousClose is not { } close)
                return null;
            var change = (Int128)last.Price.Units - close.Units;
            return change >= long.MinValue && change <= long.MaxValue ? new Price((long)change) : null;
        }
    }

    /// <summary>The venue's time of the latest trade or quote; null before the first.</summary>
    public Timestamp? LastEvent =>
        LastTrade is { } trade && !(LastQuote?.Time > trade.Time) ? trade.Time : LastQuote?.Time;

    /// <summary>
    /// The change in percent of the previous close, to four decimals; null unless that is above zero.
    /// </summary>
    public decimal? ChangePercent => PreviousClose is { Units: > 0 } close && Change is { } change
        ? Math.Round(100m * change.Units / close.Units, 4)
        : null;

    internal static InstrumentSnapshot Of(
        Instrument instrument, long sequence, in LastValues last, in LatestDays days) => new()
    {
        Instrument = instrument,
        Sequence = sequence,
        LastTrade = last.Trade(instrument),
        LastPricedTrade = last.PricedTrade(instrument),
        LastQuote = last.Quote(instrument),
        Today = days.IsAny ? days.Today.ToBar(days.Start) : null,
        TodayNotional = days.Today.Notional,
        PreviousClose = days.PreviousClose,
    };
}
