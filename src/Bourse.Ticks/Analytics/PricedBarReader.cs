using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>An instrument's bars that have a price, oldest first. One thread.</summary>
internal sealed class PricedBarReader(InstrumentTicks ticks, BarInterval interval, in TickRange range)
{
    private readonly BarReader _bars = ticks.Bars(interval, range);
    private Timestamp _dayEnd = Timestamp.MinValue;

    public bool TryRead(out PricedBar bar)
    {
        while (_bars.TryRead(out var nanoseconds, out BarCell cell))
        {
            if (cell.Close is not { } close)
                continue;
            var start = new Timestamp(nanoseconds);
            var opensDay = start >= _dayEnd;
            if (opensDay)
                _dayEnd = ticks.Clock.EndOfDay(start);
            bar = new PricedBar(start, close)
            {
                Volume = cell.PricedVolume, Notional = cell.Notional, OpensDay = opensDay,
            };
            return true;
        }

        bar = default;
        return false;
    }
}
