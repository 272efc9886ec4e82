using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Tests.Exchange;

namespace Bourse.Tests.Engine;

/// <summary>Prices of markets elsewhere on their way into the orders journal.</summary>
public sealed class PriceTests : IDisposable
{
    private const long One = RunningEngine.One;
    private const int OnPaper = 2;

    private readonly EngineFolder _folder = new();
    private readonly RunningEngine _running;
    private volatile Known? _prices;

    public PriceTests()
    {
        _running = _folder.Start().Prepare();
        _running.Engine.FollowPrices((_, _) => _prices?.Prices, new PriceOptions());
        _running.Give(CommandType.ListInstrument, Preparation.OnPaper(Preparation.PaperTerms));
    }

    public void Dispose()
    {
        _running.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_latest_price_goes_in_right_before_the_order_that_meets_it()
    {
        Tell(version: 1, ask: 100);
        var first = Buy(1);
        Tell(version: 2, ask: 101);
        var second = Buy(1);
        Assert.Equal((true, true), (first.IsDone, second.IsDone));
        Assert.Equal(first.Sequence + 2, second.Sequence);
        Assert.Equal(-201 * One, (Int128)_running.Ask(view => view.PortfolioOf(2)!.Holdings[0].Holding.Total) - 10_000 * One);
        Assert.Equal(
            [CommandType.SetReference, CommandType.PlaceOrder, CommandType.SetReference, CommandType.PlaceOrder],
            Orders()[^4..]);
    }

    [Fact]
    public void A_price_that_is_known_is_not_told_again_within_the_interval()
    {
        Tell(version: 1, ask: 100);
        var first = Buy(1);
        var second = Buy(1);
        Assert.Equal(first.Sequence + 1, second.Sequence);
        _folder.Clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(second.Sequence + 2, Buy(1).Sequence);
    }

    [Fact]
    public void A_preview_sees_the_latest_price_and_tells_it_to_nobody()
    {
        Tell(version: 1, ask: 100);
        Buy(1);
        Tell(version: 2, ask: 101);
        var order = RunningEngine.Order(2, Side.Buy, 1, 200) with { Instrument = OnPaper };
        var preview = _running.Ask(view => view.PreviewOf(order, Timestamp.FromDateTime(_folder.Clock.GetUtcNow())));
        Assert.Equal(101 * One, Assert.Single(preview.Order.Fills).Price);
        Assert.Equal(CommandType.PlaceOrder, Orders()[^1]);
        Assert.Equal(preview.Sequence + 2, Buy(1).Sequence);
    }

    [Fact]
    public void Where_nobody_waits_the_market_stays_out_of_the_orders()
    {
        for (var version = 1; version < 20; version++)
        {
            Tell(version, ask: 100 + version);
            _folder.Clock.Advance(TimeSpan.FromMilliseconds(100));
            _running.Ask(view => view.LastSequence);
        }

        Assert.DoesNotContain(CommandType.SetReference, Orders());
    }

    [Fact]
    public void An_order_that_waits_is_filled_when_an_interval_brings_its_price()
    {
        Tell(version: 1, ask: 100);
        var waiting = _running.Give(
            CommandType.PlaceOrder, RunningEngine.Order(2, Side.Buy, 1, 99) with { Instrument = OnPaper });
        Tell(version: 2, ask: 98);
        _folder.Clock.Advance(TimeSpan.FromMilliseconds(100));
        SpinWait.SpinUntil(() => _running.Ask(view => view.OpenOrders) == 0, TimeSpan.FromSeconds(30));
        Assert.Null(_running.Ask(view => view.OpenOrder(waiting.Number)));
        Assert.Equal(9_901 * One, _running.Ask(view => view.PortfolioOf(2)!.Holdings[0].Holding.Total));
    }

    [Fact]
    public async Task Who_asks_what_his_positions_are_worth_is_told_at_the_latest_price()
    {
        Tell(version: 1, ask: 100, last: 100);
        Buy(3);
        Tell(version: 2, ask: 100, last: 120);
        _folder.Clock.Advance(TimeSpan.FromMilliseconds(100));
        var portfolio = await _running.Engine.AskAsync(view => view.PortfolioOf(2)!, values: 2);
        Assert.Equal(60 * One, (long)Assert.Single(portfolio.Positions).Unrealised!.Value);
        Assert.Equal(60 * One, (long)Assert.Single(portfolio.Totals).Unrealised!.Value);
        var again = await _running.Engine.AskAsync(view => view.PortfolioOf(2)!, values: 2);
        Assert.Equal(portfolio.Sequence, again.Sequence);
    }

    [Fact]
    public void Without_a_price_an_order_is_refused_and_so_it_is_with_one_that_grew_old()
    {
        Assert.Equal(RefusalReason.NoReference, Buy(1).Reason);
        Tell(version: 1, ask: 100);
        Assert.Equal(RefusalReason.None, Buy(1).Reason);
        _prices = null;
        _folder.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(RefusalReason.MarketStale, Buy(1).Reason);
    }

    [Fact]
    public void A_restart_comes_to_the_same_state_without_any_prices()
    {
        Tell(version: 1, ask: 100);
        Buy(1);
        Tell(version: 2, ask: 97);
        Buy(2);
        var hash = _running.Ask(view => view.StateHash());
        _running.Dispose();
        using var again = _folder.Start();
        Assert.Equal(hash, again.Ask(view => view.StateHash()));
        Assert.Equal(0, _folder.Verify().Missing);
    }

    private void Tell(long version, long ask, long last = 0)
    {
        var told = new SetReference { Asks = 1, LastPrice = last * One };
        told.AskLevels[0] = new ReferenceLevel { Price = ask * One, Size = 0 };
        _prices = new Known(new MarketPrices(version, told));
    }

    private Answer Buy(long quantity) => _running.Give(CommandType.PlaceOrder, new PlaceOrder
    {
        Account = 2, Instrument = OnPaper, Side = Side.Buy, Kind = OrderKind.Market, Quantity = quantity * One,
    });

    private List<CommandType> Orders()
    {
        using var orders = JournalReader.Open(_folder.Orders.Directory);
        using var cursor = orders.OpenCursor(1);
        var types = new List<CommandType>();
        while (cursor.TryRead(out var record))
            types.Add((CommandType)record.Type);
        return types;
    }

    private sealed record Known(MarketPrices Prices);
}
