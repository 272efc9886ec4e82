using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

public class IndicatorReadTests
{
    private static readonly long Morning = Timestamp.FromCivil(2014, 3, 11).Nanoseconds;

    [Theory]
    [InlineData(IndicatorKind.Sma)]
    [InlineData(IndicatorKind.Ema)]
    [InlineData(IndicatorKind.Rsi)]
    [InlineData(IndicatorKind.Macd)]
    [InlineData(IndicatorKind.Bollinger)]
    [InlineData(IndicatorKind.Vwap)]
    public void A_bars_figures_are_the_same_whichever_bars_are_asked_for(IndicatorKind kind)
    {
        var (ticks, starts) = RandomWalk(bars: 4_000);
        var whole = Indicators.Read(ticks, BarInterval.Minute1, Indicators.Of(kind, 14), starts);
        var width = whole.Length / starts.Length;
        foreach (var first in new[] { 0, 1, 13, 14, 40, 700, 3_000, 3_999 })
        {
            var part = Indicators.Read(ticks, BarInterval.Minute1, Indicators.Of(kind, 14), starts.AsSpan(first));
            for (var i = 0; i < part.Length; i++)
                Assert.Equal(whole[first * width + i], part[i], 1e-10);
        }

        Assert.True(whole.Skip(100 * width).All(double.IsFinite));
    }

    [Fact]
    public void A_bar_without_a_price_has_no_figure_and_counts_in_none()
    {
        var (feed, instrument) = Market();
        feed.Trade(instrument, Morning, 10, 1);
        feed.Trade(instrument, Morning + Timestamp.PerMinute, 99, 1, EventFlags.OffPrice);
        feed.Trade(instrument, Morning + 2 * Timestamp.PerMinute, 20, 1);

        Assert.Equal([double.NaN, double.NaN, 15], Read(feed, instrument, IndicatorKind.Sma, 2, 0, 1, 2));
    }

    [Fact]
    public void Minutes_without_a_trade_are_no_bars()
    {
        var (feed, instrument) = Market();
        feed.Trade(instrument, Morning, 10, 1);
        feed.Trade(instrument, Morning + 600 * Timestamp.PerMinute, 20, 1);

        Assert.Equal([15], Read(feed, instrument, IndicatorKind.Sma, 2, 600));
    }

    [Fact]
    public void The_mean_price_by_volume_begins_with_the_venues_day_and_leaves_out_what_counts_in_volume_only()
    {
        // Sydney's 11 March begins at 13:00 UTC of the 10th.
        var (feed, instrument) = Market();
        var midnight = Morning - 11 * Timestamp.PerHour;
        feed.Trade(instrument, midnight - 1, 1_000, 500);
        feed.Trade(instrument, midnight, 10, 1);
        feed.Trade(instrument, Morning, 20, 3);
        feed.Trade(instrument, Morning + 1, 900, 70, EventFlags.OffPrice);
        feed.Trade(instrument, Morning + Timestamp.PerMinute, 35, 1);

        Assert.Equal([70 / 4.0, 105 / 5.0], Read(feed, instrument, IndicatorKind.Vwap, 1, 0, 1));
    }

    [Fact]
    public void A_day_of_trades_without_size_has_its_close_for_a_mean()
    {
        var (feed, instrument) = Market();
        feed.Trade(instrument, Morning, 10, 0);
        feed.Trade(instrument, Morning + Timestamp.PerMinute, 12, 0);

        Assert.Equal([10, 12], Read(feed, instrument, IndicatorKind.Vwap, 1, 0, 1));
    }

    [Fact]
    public void Prices_beyond_any_market_stop_nothing()
    {
        var (feed, instrument) = Market();
        for (var minute = 0; minute < 4; minute++)
            feed.Apply(new Trade(
                TickFeed.Header(instrument, Morning + minute * Timestamp.PerMinute),
                new Price(minute % 2 == 0 ? long.MaxValue : long.MinValue),
                new Quantity(long.MaxValue)));

        foreach (var kind in Enum.GetValues<IndicatorKind>().Where(kind => kind != IndicatorKind.Macd))
            Assert.True(double.IsFinite(Read(feed, instrument, kind, 2, 3)[0]), $"{kind}");
    }

    [Fact]
    public void Nothing_asked_for_is_nothing_read()
    {
        var (feed, instrument) = Market();
        Assert.Empty(Read(feed, instrument, IndicatorKind.Sma, 2));
    }

    private static (TickFeed Feed, Instrument Instrument) Market()
    {
        var feed = new TickFeed();
        return (feed, feed.Define(TickFeed.Asx, "BHP"));
    }

    private static double[] Read(
        TickFeed feed, Instrument instrument, IndicatorKind kind, int period, params int[] minutes) => Indicators.Read(
            feed.TicksOf(instrument),
            BarInterval.Minute1,
            Indicators.Of(kind, period),
            [.. minutes.Select(minute => new Timestamp(Morning + minute * Timestamp.PerMinute))]);

    private static (InstrumentTicks Ticks, Timestamp[] Starts) RandomWalk(int bars)
    {
        var (feed, instrument) = Market();
        var (random, price, starts) = (new Random(7), 5_000L, new List<Timestamp>());
        for (var i = 0; i < bars; i++)
        {
            var time = Morning + i * Timestamp.PerMinute;
            feed.Trade(instrument, time, price = Math.Max(1, price + random.Next(-50, 51)), random.Next(1, 100));
            starts.Add(new Timestamp(time));
        }

        return (feed.TicksOf(instrument), [.. starts]);
    }
}
