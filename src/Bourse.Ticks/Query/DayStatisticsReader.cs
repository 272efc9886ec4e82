using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>The statistics of an instrument's days that start within a range. One thread at a time.</summary>
public sealed class DayStatisticsReader
{
    private readonly InstrumentTicks _ticks;
    private readonly BarReader _days;

    /// <param name="range">By the day's first instant; see <see cref="VenueClock.StartOf"/>.</param>
    public DayStatisticsReader(InstrumentTicks ticks, in TickRange range)
    {
        _ticks = ticks;
        _days = ticks.Bars(BarInterval.Day1, range);
    }

    /// <summary>The next day that had a trade; null at the end. Takes time in proportion to the day's events.</summary>
    public DayStatistics? Read()
    {
        if (!_days.TryRead(out var start, out BarCell cell))
            return null;
        var bar = cell.ToBar(start);
        var end = _ticks.Clock.EndOfDay(bar.Start);
        var trades = TradeDay.Of(_ticks.TradeSlices(bar.Start, end));
        var quotes = QuoteDay.Of(_ticks.QuoteSlices(bar.Start, end));
        return new DayStatistics
        {
            Date = _ticks.Clock.DayOf(bar.Start),
            Bar = bar,
            Notional = cell.Notional,
            AverageTradeSize = new Quantity(bar.Volume.Units / bar.Trades),
            FirstTrade = trades.First,
            LastTrade = trades.Last,
            LargestTrade = trades.Largest,
            Quotes = quotes.Count,
            AverageSpread = quotes.AverageSpread,
            LeastSpread = quotes.LeastSpread,
            IsComplete = _ticks.TradesCompleteFrom <= bar.Start && _ticks.QuotesCompleteFrom <= bar.Start,
        };
    }
}
