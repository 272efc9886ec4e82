using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>How an instrument fares on the day of its latest trade.</summary>
/// <param name="Last">The last priced trade's.</param>
/// <param name="Change">Last less previous close; null without a previous close.</param>
/// <param name="ChangePercent">Of the previous close, to four decimals; null unless that is above zero.</param>
public sealed record Mover(
    Instrument Instrument, Price Last, Price? Change, decimal? ChangePercent, Quantity Volume, Notional Notional)
{
    internal static Mover? Of(InstrumentSnapshot snapshot)
    {
        if (snapshot.LastPricedTrade is not { } last || snapshot.Today is not { } today)
            return null;
        return new Mover(
            snapshot.Instrument,
            last.Price,
            snapshot.Change,
            snapshot.ChangePercent,
            today.Volume,
            snapshot.TodayNotional);
    }
}
