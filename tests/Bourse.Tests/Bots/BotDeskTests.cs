using Bourse.Bots;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Tests.Engine;

namespace Bourse.Tests.Bots;

/// <summary>Bots on a real engine, turn by turn.</summary>
public sealed class BotDeskTests : IDisposable
{
    private const long One = RunningEngine.One;

    private static readonly string[] Names = ["bot-maker-1", "bot-maker-2", "bot-taker-1", "bot-taker-2"];

    private readonly EngineFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task In_an_empty_exchange_they_open_accounts_list_their_instrument_and_get_means_once()
    {
        using var engine = _folder.Start();
        Assert.True(await Desk(engine).FoundAsync());
        var founded = engine.Ask(view => view.LastSequence);
        Assert.True(await Desk(engine).FoundAsync());

        Assert.Equal(founded, engine.Ask(view => view.LastSequence));
        var listed = engine.Ask(view => view.Walk.Instruments().Single());
        Assert.Equal(("TULIP", "TULIP", "USD"), (listed.Symbol, listed.BaseAsset, listed.QuoteAsset));
        foreach (var name in Names)
            Assert.Equal(
                [("TULIP", 100_000 * One), ("USD", 10_000_000 * One)],
                Portfolio(engine, name).Holdings.Select(holding => (holding.Asset, holding.Holding.Total)));
    }

    [Fact]
    public async Task A_founding_that_was_cut_off_is_ended_by_the_next_start()
    {
        using var engine = _folder.Start();
        engine.Give(CommandType.OpenAccount, new OpenAccount { Name = Text40.Of(Names[0]) });
        engine.Give(CommandType.AddAsset, new AddAsset { Name = Text16.Of("USD") });
        engine.Give(CommandType.Deposit, new Transfer { Account = 2, Asset = 1, Amount = 10_000_000 * One });
        Assert.True(await Desk(engine).FoundAsync());

        Assert.All(Names, name => Assert.Equal(2, Portfolio(engine, name).Holdings.Count));
        Assert.Equal(10_000_000 * One, Portfolio(engine, Names[0]).Holdings.Single(one => one.Asset == "USD").Holding.Total);
    }

    [Fact]
    public async Task An_exchange_that_began_without_them_is_left_alone_until_they_are_asked_in()
    {
        using var engine = _folder.Start().Prepare();
        var before = engine.Ask(view => view.StateHash());
        var desk = Desk(engine);
        Assert.False(await desk.FoundAsync());
        Assert.Equal((BotState.Absent, before), (desk.State, engine.Ask(view => view.StateHash())));

        engine.Give(CommandType.OpenAccount, new OpenAccount { Name = Text40.Of(Names[0]) });
        Assert.True(await Desk(engine).FoundAsync());
    }

    [Fact]
    public async Task The_same_seed_and_the_same_answers_make_the_same_market_and_another_seed_another()
    {
        var hashes = new List<ulong>();
        foreach (var seed in new[] { 1, 1, 2 })
        {
            using var folder = new EngineFolder();
            using var engine = folder.Start();
            await PlayAsync(engine, new BotOptions { Seed = seed }, turns: 300);
            hashes.Add(engine.Ask(view => view.StateHash()));
        }

        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);
    }

    [Fact]
    public async Task They_trade_and_keep_a_book_of_several_levels_within_their_bounds()
    {
        var options = new BotOptions();
        using var engine = _folder.Start();
        var desk = await PlayAsync(engine, options, turns: 3_000);

        var listed = engine.Ask(view => view.Walk.Instruments().Single());
        Assert.InRange(listed.Trades, 300, 3_000);
        Assert.InRange(listed.LastPrice, 90 * One, 110 * One);
        var depth = engine.Ask(view => view.DepthOf(1, 20)!);
        Assert.True(depth.Bids.Count >= options.Levels && depth.Asks.Count >= options.Levels);
        Assert.True(depth.Bids[0].Price < depth.Asks[0].Price);
        foreach (var account in Enumerable.Range(2, 4))
            Assert.True(engine.Ask(view => view.Walk.OrdersOf(account).Count) <= 2 * options.Levels);
        Assert.True(desk.Counters.Refused < desk.Counters.Turns / 50, $"{desk.Counters}");
    }

    [Fact]
    public async Task Begun_again_they_cancel_what_was_left_and_when_they_stop_they_leave_nothing()
    {
        using var engine = _folder.Start();
        await PlayAsync(engine, new BotOptions(), turns: 100);
        Assert.True(engine.Ask(view => view.OpenOrders) > 0);
        var desk = Desk(engine);
        Assert.True(await desk.FoundAsync());
        await desk.RunAsync(new CancellationToken(canceled: true));

        Assert.Equal(0, engine.Ask(view => view.OpenOrders));
        Assert.Equal(BotState.Stopped, desk.State);
    }

    [Fact]
    public async Task An_engine_that_stops_is_told_of_and_survived()
    {
        using var engine = _folder.Start();
        var desk = await PlayAsync(engine, new BotOptions(), turns: 10);
        engine.Stop();
        Assert.False(await desk.TryTurnAsync());
        Assert.NotNull(desk.Trouble);
        await desk.RunAsync(new CancellationToken(canceled: true));
    }

    private BotDesk Desk(RunningEngine engine) => new(engine.Engine, new BotOptions(), _folder.Clock);

    private async Task<BotDesk> PlayAsync(RunningEngine engine, BotOptions options, int turns)
    {
        var desk = new BotDesk(engine.Engine, options, _folder.Clock);
        Assert.True(await desk.FoundAsync());
        for (var turn = 0; turn < turns; turn++)
            Assert.True(await desk.TryTurnAsync());
        return desk;
    }

    private static Portfolio Portfolio(RunningEngine engine, string name) =>
        engine.Ask(view => view.PortfolioOf(view.Names.Account(name))!);
}
