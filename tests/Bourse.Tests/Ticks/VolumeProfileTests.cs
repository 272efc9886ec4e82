using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

public class VolumeProfileTests
{
    private const long One = Price.UnitsPerOne;

    [Fact]
    public void The_value_area_grows_by_the_larger_neighbour()
    {
        // 101 of 143 are needed: 60 at 12, then 30 at 13, then 25 at 14.
        var profile = Of(step: 1, (10, 8), (11, 20), (12, 60), (13, 30), (14, 25));
        Assert.Equal([10, 11, 12, 13, 14], profile.Levels.Select(level => level.Price / One));
        Assert.Equal(2, profile.PointOfControl);
        Assert.Equal((2, 4), profile.ValueArea);
        Assert.Equal(143 * One, profile.Volume);
    }

    [Fact]
    public void Of_equal_levels_the_lowest_is_the_point_of_control_and_the_upper_neighbour_comes_first()
    {
        var profile = Of(step: 1, (10, 5), (11, 5), (12, 5));
        Assert.Equal(0, profile.PointOfControl);
        Assert.Equal((0, 2), profile.ValueArea);
        Assert.Equal((1, 2), Of(step: 1, (10, 4), (11, 6), (12, 4)).ValueArea);
    }

    [Fact]
    public void Levels_at_which_nothing_was_traded_are_there_without_volume() =>
        Assert.Equal([5, 0, 0, 7], Of(step: 2, (10, 5), (17, 7)).Levels.Select(level => (long)(level.Volume / One)));

    [Fact]
    public void One_price_is_one_level()
    {
        var profile = Of(step: 0, (10, 5), (10, 6));
        var level = Assert.Single(profile.Levels);
        Assert.Equal((10 * One, 11 * One), (level.Price, (long)level.Bought));
        Assert.Equal((0, 0), profile.ValueArea);
    }

    [Fact]
    public void Levels_below_zero_begin_at_whole_steps_too() =>
        Assert.Equal([-10, -5, 0], Of(step: 5, (-6, 1), (-5, 1), (-1, 1), (0, 1), (4, 1)).Levels.Select(level => level.Price / One));

    [Fact]
    public void Without_trades_or_without_size_there_is_no_point_of_control()
    {
        Assert.Empty(Of(step: 1).Levels);
        Assert.Equal((-1, -1), (Of(step: 1).PointOfControl, Of(step: 1, (10, 0)).PointOfControl));
    }

    [Fact]
    public void What_counts_in_volume_only_has_no_price()
    {
        var (feed, instrument) = Market((10, 5));
        feed.Trade(instrument, 50, 1_000_000, 9, EventFlags.OffPrice);
        var prices = TradedPrices.Of(Trades(feed, instrument));
        Assert.Equal(new TradedPrices(1, 10 * One, 10 * One), prices);
        Assert.Equal(2, VolumeProfile.Count(Trades(feed, instrument)));
    }

    [Fact]
    public void Sides_are_told_apart()
    {
        var (feed, instrument) = Market();
        foreach (var (side, size) in new[] { (Side.Buy, 1), (Side.Sell, 2), (Side.Unknown, 4) })
            feed.Apply(new Trade(TickFeed.Header(instrument, size) with { Side = side }, new Price(One), new Quantity(size)));
        Assert.Equal([new ProfileLevel(One, 1, 2, 4)], Of(feed, instrument, One).Levels);
    }

    [Theory]
    [InlineData(10, 10, 2, "0.00000001")]
    [InlineData(10, 12, 2, "2")]
    [InlineData(10, 110, 50, "5")]
    [InlineData(99, 101, 2, "2")]
    [InlineData(-3, 3, 2, "5")]
    public void A_step_is_round_and_makes_no_more_levels_than_asked_for(long low, long high, int levelsMax, string step)
    {
        var prices = new TradedPrices(2, low * One, high * One);
        Assert.Equal(Price.Parse(step).Units, prices.StepFor(levelsMax));
        Assert.InRange((long)prices.LevelsOf(prices.StepFor(levelsMax)), 1, levelsMax);
    }

    [Fact]
    public void Prices_beyond_any_market_have_a_few_levels()
    {
        var prices = new TradedPrices(2, long.MinValue, long.MaxValue);
        Assert.InRange((long)prices.LevelsOf(prices.StepFor(2)), 2, 10);
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void A_profile_agrees_with_one_made_of_a_list(int seed)
    {
        var random = new Random(seed);
        var trades = Enumerable.Range(0, 2_000)
            .Select(_ => ((long)(100 + random.Next(30) - random.Next(30)), (long)random.Next(20))).ToArray();
        var step = random.Next(1, 9);
        var plain = trades.GroupBy(trade => (long)Math.Floor(trade.Item1 / (double)step) * step)
            .ToDictionary(group => group.Key, group => group.Sum(trade => trade.Item2));
        var profile = Of(step, trades);

        foreach (var level in profile.Levels)
            Assert.Equal(plain.GetValueOrDefault(level.Price / One), (long)(level.Volume / One));
        Assert.Equal(trades.Sum(trade => trade.Item2), (long)(profile.Volume / One));
        Assert.Equal(plain.Values.Max(), (long)(profile.Levels[profile.PointOfControl].Volume / One));
        var (first, last) = profile.ValueArea;
        var held = profile.Levels.Skip(first).Take(last - first + 1).Aggregate((Int128)0, (sum, level) => sum + level.Volume);
        Assert.True(held * 100 >= profile.Volume * VolumeProfile.ValueAreaPercent, $"seed {seed}");
    }

    private static (TickFeed Feed, Instrument Instrument) Market(params (long Price, long Size)[] trades)
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        foreach (var (price, size) in trades)
            feed.Trade(instrument, feed.Sequence, price, size);
        return (feed, instrument);
    }

    // A step of 0: as narrow as leaves ten levels.
    private static VolumeProfile Of(long step, params (long Price, long Size)[] trades)
    {
        var (feed, instrument) = Market(trades);
        return Of(feed, instrument, step > 0 ? step * One : TradedPrices.Of(Trades(feed, instrument)).StepFor(10));
    }

    private static VolumeProfile Of(TickFeed feed, Instrument instrument, long step) =>
        VolumeProfile.Of(Trades(feed, instrument), TradedPrices.Of(Trades(feed, instrument)), step);

    private static TradeSlices Trades(TickFeed feed, Instrument instrument) =>
        feed.TicksOf(instrument).TradeSlices(Timestamp.MinValue, Timestamp.MaxValue);
}
