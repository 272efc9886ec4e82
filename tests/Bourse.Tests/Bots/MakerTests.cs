using Bourse.Bots;
using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Bots;

/// <summary>What a maker and a taker decide, seeing this and that.</summary>
public sealed class MakerTests
{
    private const long Half = Founding.Lots;

    private readonly Maker _maker = new("bot-maker-1", levels: 3, half: 2, lotsMean: 10);
    private readonly Chance _chance = new(7);

    [Fact]
    public void It_quotes_on_both_sides_of_what_a_lot_is_worth()
    {
        var placed = Decide(Sight(), 1_000, 50);
        Assert.All(placed.Where(action => action.Side == Side.Buy), action => Assert.Equal(998, action.Price));
        Assert.All(placed.Where(action => action.Side == Side.Sell), action => Assert.Equal(1_002, action.Price));
        Assert.Equal(2, placed.Select(action => action.Side).Distinct().Count());
    }

    [Fact]
    public void With_many_lots_it_quotes_lower_and_with_few_higher()
    {
        Assert.True(BestBid(Sight() with { Lots = Half * 3 / 2 }) < 998);
        Assert.True(BestBid(Sight() with { Lots = Half / 2 }) > 998);
    }

    [Fact]
    public void A_side_for_which_it_has_no_means_it_leaves_empty()
    {
        Assert.DoesNotContain(Decide(Sight() with { FreeLots = 0 }, 1_000, 50), action => action.Side == Side.Sell);
        Assert.DoesNotContain(Decide(Sight() with { FreeMoney = 500 }, 1_000, 50), action => action.Side == Side.Buy);
        Assert.DoesNotContain(Decide(Sight() with { Lots = 2 * Half }, 1_000, 50), action => action.Side == Side.Buy);
    }

    [Fact]
    public void It_never_quotes_so_that_it_would_take()
    {
        Assert.True(BestBid(Sight() with { Ask = 990 }) < 990);
        var asks = Decide(Sight() with { Bid = 1_010 }, 1_000, 50).Where(action => action.Side == Side.Sell);
        Assert.All(asks, action => Assert.True(action.Price > 1_010));
    }

    [Fact]
    public void An_order_that_is_out_of_line_is_moved_to_where_one_is_missing()
    {
        var left = new BotOrder(70, Side.Buy, 900, 5, 2);
        var moved = Decide(Sight() with { Orders = [left] }, 1_000, 50).First(action => action.Side == Side.Buy);
        Assert.Equal(new BotAction(70, Side.Buy, 998, 7), moved);
    }

    [Fact]
    public void While_trading_is_not_continuous_it_waits()
    {
        var sight = Sight() with { Phase = Phase.ReopeningAuction };
        Assert.Empty(Decide(sight, 1_000, 20));
        Assert.Null(new Taker("bot-taker-1", 5).Decide(sight, 1_000, _chance));
    }

    [Fact]
    public void A_taker_takes_nothing_where_nobody_is_and_no_more_than_it_has()
    {
        var taker = new Taker("bot-taker-1", lotsMean: 50);
        var poor = Sight() with { Bid = 990, Ask = 1_010, FreeLots = 3, FreeMoney = 2 * 1_010 };
        for (var i = 0; i < 100; i++)
        {
            Assert.Null(taker.Decide(Sight(), 1_000, _chance));
            Assert.True(taker.Decide(poor, 1_000, _chance) is { Price: 0, Lots: >= 1 and <= 3 });
        }
    }

    private static BotSight Sight() => new()
    {
        Phase = Phase.Continuous, Orders = [], Lots = Half, FreeLots = Half, FreeMoney = 1_000_000_000,
    };

    private long BestBid(BotSight sight) =>
        Decide(sight, 1_000, 50).First(action => action.Side == Side.Buy).Price;

    private List<BotAction> Decide(BotSight sight, double worth, int times) =>
    [
        .. Enumerable.Range(0, times).Select(_ => _maker.Decide(sight, worth, _chance)).OfType<BotAction>(),
    ];
}
