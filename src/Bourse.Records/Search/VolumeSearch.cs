using Bourse.Market;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Records;

/// <summary>Adds up what was traded per period. Any thread.</summary>
public sealed class VolumeSearch(RecordsDatabase database)
{
    // Sums of 64 bits can pass 64 bits: a database adds up the millions and the rest apart.
    private const long Part = 1_000_000;

    /// <summary>The newest periods in which anything was traded, by instrument and time.</summary>
    /// <exception cref="RecordsUnavailableException">The database does not answer.</exception>
    public Task<IReadOnlyList<TradedVolume>> FindAsync(VolumeFilter filter, CancellationToken stopping) =>
        database.AskAsync(context => FindAsync(context, filter, stopping));

    private static async Task<IReadOnlyList<TradedVolume>> FindAsync(
        RecordsContext context, VolumeFilter filter, CancellationToken stopping)
    {
        var (from, to) = (MinuteOf(filter.FromTime), MinuteFrom(filter.ToTime));
        var rows = context.Volumes.AsNoTracking()
            .Where(row => row.Account == filter.Account && row.Minute >= from && row.Minute < to);
        if (filter.Instrument is { } instrument)
            rows = rows.Where(row => row.Instrument == instrument);
        var minutes = (int)filter.Period;
        var sums = await rows
            .GroupBy(row => new { row.Instrument, Period = row.Minute / minutes })
            .Select(period => new
            {
                period.Key.Instrument,
                period.Key.Period,
                Trades = period.Sum(row => row.Trades),
                QuantityHigh = period.Sum(row => row.Quantity / Part),
                QuantityLow = period.Sum(row => row.Quantity % Part),
                ValueHigh = period.Sum(row => row.Value / Part),
                ValueLow = period.Sum(row => row.Value % Part),
            })
            .OrderByDescending(sum => sum.Period)
            .Take(filter.Limit)
            .ToListAsync(stopping);
        return
        [
            .. sums.OrderBy(sum => sum.Instrument).ThenBy(sum => sum.Period).Select(sum => new TradedVolume(
                sum.Instrument, (long)sum.Period * minutes, sum.Trades, (Int128)sum.QuantityHigh * Part + sum.QuantityLow,
                (Int128)sum.ValueHigh * Part + sum.ValueLow)),
        ];
    }

    private static int MinuteOf(long time) => (int)Math.Min(time / Timestamp.PerMinute, int.MaxValue);

    private static int MinuteFrom(long time) =>
        (int)Math.Min(time / Timestamp.PerMinute + (time % Timestamp.PerMinute > 0 ? 1 : 0), int.MaxValue);
}
