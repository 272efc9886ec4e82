using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>What a walk finds is what there is.</summary>
public sealed class WalkTests
{
    private const int Commands = 3_000;
    private const int LooksEvery = 25;

    private readonly BlotterPage _page = new();
    private readonly ExchangeState _state = new(ExchangeProfile.All[0].Options);
    private readonly NaiveExchange _naive = new(ExchangeProfile.All[0].Options);

    [Theory]
    [InlineData("three instruments", 1)]
    [InlineData("three instruments", 2)]
    [InlineData("paper", 1)]
    [InlineData("paper", 2)]
    public void A_walk_finds_what_a_plain_exchange_holds(string name, int seed)
    {
        var profile = ExchangeProfile.All.Single(one => one.Name == name);
        foreach (var (step, i) in Preparation.Steps(profile.Terms, profile.Money, profile.Goods, profile.References > 0).Select((step, i) => (step, i)))
            Apply(step with { Header = step.Header with { Sequence = i + 1 } });
        var flow = new ExchangeFlow(profile, seed, _naive);
        var met = 0;
        for (var i = 0; i < Commands; i++)
        {
            Apply(flow.Next());
            if (i % LooksEvery == 0)
                Compare(new ExchangeWalk(_state));
            met += _naive.Orders.Count;
        }

        Assert.True(met > Commands, "Hardly an order was open.");
    }

    [Fact]
    public void An_account_that_nobody_opened_cannot_be_walked()
    {
        var walk = new ExchangeWalk(_state);
        Assert.Equal(1, walk.AccountCount);
        Assert.Empty(walk.HoldingsOf(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => walk.HoldingsOf(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => walk.PositionsOf(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => walk.OrdersOf(-1));
    }

    private void Apply(ExchangeStep step)
    {
        _naive.Apply(step);
        _page.Clear();
        _state.Apply(step.Header, step.Payload, _page);
    }

    private void Compare(ExchangeWalk walk)
    {
        Assert.Equal(_naive.Accounts.Count - 1, walk.AccountCount);
        Assert.Equal(_naive.Assets.Skip(1), walk.Assets().Select(asset => asset.Name));
        Assert.All(walk.Assets(), asset => Assert.Equal(
            asset.Supply, Enumerable.Range(1, walk.AccountCount).Sum(account => (long)_naive.Total(account, asset.Number))));
        Assert.Equal(
            _naive.Instruments.Skip(1).Select((one, i) => (
                one.Symbol, one.Phase, (long)one.LastPrice, one.Trades,
                _naive.Orders.Count(order => order.Instrument == i + 1))),
            walk.Instruments().Select(one => (one.Symbol, one.Phase, one.LastPrice, one.Trades, one.OpenOrders)));
        for (var account = 1; account <= walk.AccountCount; account++)
            Compare(walk, account);
    }

    private void Compare(ExchangeWalk walk, int account)
    {
        var holdings = from asset in Enumerable.Range(1, _naive.Assets.Count - 1)
                       where _naive.Total(account, asset) > 0
                       select new AssetHolding(
                           _naive.Assets[asset],
                           new Holding((long)_naive.Total(account, asset), (long)_naive.Held(account, asset)));
        Assert.Equal(holdings, walk.HoldingsOf(account));
        var positions = from instrument in Enumerable.Range(1, _naive.Instruments.Count - 1)
                        let position = _naive.Position(account, instrument)
                        where position.Quantity != 0 || position.Realised != 0 || position.Fees != 0
                        select new HeldPosition(
                            instrument, _naive.Instruments[instrument].Symbol,
                            _naive.Assets[_naive.Instruments[instrument].QuoteAsset], (long)position.Quantity,
                            (Int128)position.Cost, (Int128)position.Realised, (Int128)position.Fees,
                            (long)_naive.Instruments[instrument].MarkFor(position.Quantity));
        Assert.Equal(positions, walk.PositionsOf(account));
        var orders = from order in _naive.Orders
                     where order.Account == account
                     orderby order.Id
                     select (order.Id, order.Instrument, (long)order.Price, (long)order.Open, (long)order.Required());
        Assert.Equal(
            orders,
            walk.OrdersOf(account).Select(order => (order.Id, order.Instrument, order.Price, order.Open, order.Held)));
    }
}
