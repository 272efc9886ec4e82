using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Engine;

/// <summary>Commands in, answers out, and what a restart finds.</summary>
public sealed class EngineTests : IDisposable
{
    private readonly EngineFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_order_is_answered_with_its_id_and_a_trade_is_in_both_portfolios()
    {
        using var engine = _folder.Start().Prepare();
        var sell = engine.Place(2, Side.Sell, 10, 100);
        var buy = engine.Place(3, Side.Buy, 4, 100);
        Assert.Equal((Outcome.Accepted, OrderIds.Of(sell.Sequence)), (sell.Outcome, sell.Number));
        Assert.Equal(sell.Number + 10, buy.Number);
        var portfolio = engine.Ask(view => view.PortfolioOf(3))!;
        Assert.Equal("bob", portfolio.Name);
        Assert.Equal(9_600 * RunningEngine.One, portfolio.Holdings[0].Holding.Total);
        Assert.Equal(4 * RunningEngine.One, Assert.Single(portfolio.Positions).Quantity);
        Assert.Equal(6 * RunningEngine.One, engine.Ask(view => view.OpenOrder(sell.Number))!.Value.Open);
        Assert.Equal(6 * RunningEngine.One, engine.Ask(view => view.DepthOf(1, 5))!.Asks[0].Quantity);
        Assert.Null(engine.Ask(view => view.OpenOrder(buy.Number)));
    }

    [Fact]
    public async Task A_new_exchange_is_founded_with_its_settings_once()
    {
        var options = new EngineOptions { ClientIdsMax = 1 };
        using (var engine = _folder.Start(options))
            await Founding.IfNewAsync(engine.Engine, options);
        using (var engine = _folder.Start().Prepare())
        {
            await Founding.IfNewAsync(engine.Engine, new EngineOptions { ClientIdsMax = 9 });
            Assert.Equal(Outcome.Accepted, engine.Place(2, Side.Buy, 1, 100, "one").Outcome);
            Assert.Equal(RefusalReason.ClientIdsFull, engine.Place(2, Side.Buy, 1, 100, "two").Reason);
        }

        Assert.Equal(12, _folder.Verify().Commands);
    }

    [Fact]
    public void A_refusal_says_why_and_a_repetition_gets_the_first_answer()
    {
        using var engine = _folder.Start().Prepare();
        var refused = engine.Place(2, Side.Buy, 101, 100);
        Assert.Equal((Outcome.Refused, RefusalReason.InsufficientFunds), (refused.Outcome, refused.Reason));
        var first = engine.Place(2, Side.Buy, 1, 100, "one");
        var again = engine.Place(2, Side.Buy, 1, 100, "one");
        Assert.Equal((Outcome.Repeated, first.Number, true), (again.Outcome, again.Number, again.IsDone));
        var other = engine.Place(2, Side.Buy, 2, 100, "one");
        Assert.Equal((Outcome.Refused, RefusalReason.ClientIdTaken), (other.Outcome, other.Reason));
    }

    [Fact]
    public void A_durable_answer_comes_when_the_disk_has_the_command_and_its_events_are_on_the_blotter_by_then()
    {
        using var engine = _folder.Start().Prepare();
        var answer = engine.Place(2, Side.Buy, 1, 100);
        Assert.True(engine.Engine.Orders.DurableSequence >= answer.Sequence);
        engine.Ask(view => view.LastSequence);
        Assert.Equal(answer.BlotterSequence, engine.Engine.Blotter.LastSequence);
    }

    [Fact]
    public void A_restart_comes_to_the_same_state_and_knows_what_was_repeated()
    {
        ulong hash;
        long first;
        using (var engine = _folder.Start().Prepare())
        {
            first = engine.Place(2, Side.Sell, 10, 100, "one").Number;
            engine.Place(3, Side.Buy, 4, 100, level: Acknowledgement.Journaled);
            hash = engine.Ask(view => view.StateHash());
        }

        using var again = _folder.Start();
        Assert.Equal((hash, 0L), (again.Engine.Recovery.StateHash, again.Engine.Recovery.Missing));
        Assert.Equal(first, again.Place(2, Side.Sell, 10, 100, "one").Number);
        Assert.Equal(2, again.Engine.Names.Account("ann"));
        Assert.Equal(4 * RunningEngine.One, again.Ask(view => view.PortfolioOf(3))!.Positions[0].Quantity);
    }

    [Fact]
    public void Time_does_not_go_back_with_the_clock()
    {
        using var engine = _folder.Start().Prepare();
        _folder.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = engine.Place(2, Side.Buy, 1, 100);
        _folder.Clock.Advance(TimeSpan.FromSeconds(-10));
        Assert.Equal(late.Time, engine.Place(2, Side.Buy, 1, 100).Time);
    }

    [Fact]
    public async Task Many_threads_hand_in_at_once_and_every_command_is_answered_once()
    {
        const int Threads = 4;
        const int Each = 500;
        using var engine = _folder.Start(new EngineOptions { BatchCommands = 7 }).Prepare();
        var ids = await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            var mine = new List<long>();
            for (var i = 0; i < Each; i++)
                mine.Add((await engine.Engine.Submit(
                    CommandType.PlaceOrder,
                    RunningEngine.Bytes(RunningEngine.Order(2 + thread % 2, Side.Buy, 1, 1)),
                    i % 100 == 0 ? Acknowledgement.Durable : Acknowledgement.Journaled)).Number);
            return mine;
        })));
        Assert.All(ids, mine => Assert.Equal(mine.Order(), mine));
        Assert.Equal(Threads * Each, ids.SelectMany(mine => mine).Distinct().Count());
        engine.Stop();
        Assert.Equal(Threads * Each, _folder.Verify().OpenOrders);
    }

    [Fact]
    public async Task A_command_too_many_is_turned_away_at_once()
    {
        var engine = _folder.Open(new EngineOptions { CommandsMax = 16 });
        var order = RunningEngine.Order(2, Side.Buy, 1, 1);
        var waiting = Enumerable.Range(0, 16)
            .Select(_ => engine.Submit(CommandType.PlaceOrder, RunningEngine.Bytes(order)).AsTask()).ToList();
        var tooMany = await engine.Submit(CommandType.PlaceOrder, RunningEngine.Bytes(order));
        Assert.Equal(Outcome.Full, tooMany.Outcome);
        using var running = new RunningEngine(engine);
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(RefusalReason.AccountUnknown, answer.Reason));
        running.Stop();
        var late = await engine.Submit(CommandType.PlaceOrder, RunningEngine.Bytes(order));
        Assert.Equal(Outcome.Stopping, late.Outcome);
    }

    [Fact]
    public async Task A_command_of_any_bytes_is_answered()
    {
        using var engine = _folder.Start().Prepare();
        foreach (var length in new[] { 0, 1, 87, 88, 89, 512 })
            foreach (var type in new[] { 0, 1, 9, 14, 999 })
                Assert.Equal(Outcome.Refused, (await engine.Give((CommandType)type, new byte[length])).Outcome);
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Give(CommandType.PlaceOrder, new byte[513]));
        engine.Stop();
        Assert.Equal(0, _folder.Verify().Missing);
    }

    // Used again and again, each answer is still taken once.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA2012")]
    [Fact]
    public void The_engines_thread_allocates_nothing_for_a_command()
    {
        using var engine = _folder.Open();
        var order = RunningEngine.Order(2, Side.Buy, 1, 1);
        var waiting = new ValueTask<Answer>[64];

        void Round()
        {
            for (var i = 0; i < waiting.Length; i++)
                Wait(ref waiting[i]);
            foreach (var answer in waiting)
            {
                while (!answer.IsCompleted)
                    engine.Turn();
                _ = answer.GetAwaiter().GetResult();
            }
        }

        void Wait(ref ValueTask<Answer> answer) =>
            answer = engine.Submit(CommandType.PlaceOrder, RunningEngine.Bytes(order));

        for (var i = 0; i < 20; i++)
            Round();
        Assert.Equal(0, Allocation.LeastOf(20, Round));
    }
}
