using System.Runtime.InteropServices;
using Bourse.Exchange;
using Bourse.Market;
using Bourse.Tests.Exchange;

namespace Bourse.Tests.Engine;

/// <summary>
/// What must hold on the blotter of a random run, read from the two journals alone: from order to validation to execution
/// to record, nothing is missing and nothing is there twice.
/// </summary>
public sealed class InvariantTests(InvariantTests.Runs runs) : IClassFixture<InvariantTests.Runs>
{
    private const int CommandsPerRun = 2_500;

    public static TheoryData<string> Profiles => ["plain", "rebates", "dust", "poor", "three instruments", "days", "extremes"];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Neither_cash_nor_holdings_are_ever_below_zero_and_nobody_holds_more_than_he_has(string profile) =>
        Assert.Empty(runs.Of(profile).Impossible);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Nobody_sells_what_he_does_not_own_when_it_is_executed_nor_pays_what_he_does_not_have(string profile) =>
        Assert.Empty(runs.Of(profile).NotOwned);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void No_order_is_lost_and_none_is_there_twice(string profile)
    {
        var chain = runs.Of(profile);
        var placed = chain.Commands.Where(command => command.Value.Type is CommandType.PlaceOrder or CommandType.PlaceGroup).Select(command => command.Key);
        var byCommand = chain.Headers.ToLookup(header => header.Sequence);
        Assert.All(placed, sequence => Assert.True(byCommand.Contains(sequence), $"Nothing is told of order {sequence}."));
        var over = chain.Ends.Select(end => end.OrderId).ToList();
        Assert.Equal(over.Count, over.Distinct().Count());
        Assert.Equal(chain.Filled.Count, chain.Filled.Distinct().Count());
        // The run ended with a kill: nothing is open, so each accepted order was filled whole or was ended.
        Assert.Equal(chain.Accepted.Keys.Order(), over.Concat(chain.Filled).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_trade_has_two_fills_that_agree_with_it_and_no_fill_is_without_a_trade(string profile)
    {
        var chain = runs.Of(profile);
        Assert.NotEmpty(chain.Trades);
        foreach (var (print, fills) in chain.Trades.Values)
        {
            Assert.Equal(2, fills.Count);
            Assert.Equal([Side.Buy, Side.Sell], fills.Select(fill => fill.Side).Order());
            Assert.All(fills, fill => Assert.Equal(
                (print.Price, print.Quantity, fills[0].Value, fill.Side == Side.Buy ? print.BuyOrder : print.SellOrder),
                (fill.Price, fill.Quantity, fill.Value, fill.OrderId)));
        }

        foreach (var trades in chain.Trades.Keys.GroupBy(trade => trade.Instrument))
            Assert.Equal(Enumerable.Range(1, trades.Count()).Select(number => (long)number), trades.Select(trade => trade.Trade));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_fill_goes_back_to_an_order_that_a_command_placed_and_the_exchange_accepted(string profile)
    {
        var chain = runs.Of(profile);
        foreach (var fill in chain.Trades.Values.SelectMany(trade => trade.Fills))
        {
            var order = chain.Accepted[fill.OrderId];
            var command = chain.Commands[order.Header.Sequence];
            var placed = command.Type == CommandType.PlaceGroup
                ? GroupTerms.Order(MemoryMarshal.Read<PlaceGroup>(command.Payload), OrderIds.LegOf(fill.OrderId))
                : MemoryMarshal.Read<PlaceOrder>(command.Payload);
            Assert.Equal((placed.Account, placed.Instrument, placed.Side), (fill.Header.Account, fill.Instrument, fill.Side));
            Assert.Equal((placed.Account, placed.Instrument, placed.Side), (order.Header.Account, order.Instrument, order.Side));
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_event_has_its_command_and_stands_in_its_place(string profile)
    {
        var chain = runs.Of(profile);
        var (sequence, index, time) = (0L, -1, 0L);
        foreach (var header in chain.Headers)
        {
            Assert.True(chain.Commands.ContainsKey(header.Sequence));
            Assert.True(header.Sequence > sequence || (header.Sequence == sequence && header.Index == index + 1));
            Assert.True(header.Sequence == sequence || header.Index == 0);
            Assert.True(header.Time.Nanoseconds >= Math.Max(time, chain.Commands[header.Sequence].Time));
            (sequence, index, time) = (header.Sequence, header.Index, header.Time.Nanoseconds);
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Transfers_fills_and_fees_add_up_to_every_balance_and_nothing_is_created_or_lost(string profile)
    {
        var chain = runs.Of(profile);
        foreach (var (key, told) in chain.Told)
            Assert.Equal(chain.Balances[key], told.Total);
        var untold = chain.Balances.Where(balance => !chain.Told.ContainsKey(balance.Key));
        Assert.All(untold, balance => Assert.Equal(0, balance.Value));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void When_no_order_is_open_any_more_nothing_is_held(string profile) =>
        Assert.All(runs.Of(profile).Told.Values, told => Assert.Equal(0, told.Held));

    /// <summary>One run of each profile, ended with a kill of the venue, for all tests.</summary>
    public sealed class Runs
    {
        private readonly Dictionary<string, BlotterChain> _chains = [];

        internal BlotterChain Of(string profile)
        {
            if (!_chains.TryGetValue(profile, out var chain))
                _chains[profile] = chain = Run(ExchangeProfile.All.Single(one => one.Name == profile));
            return chain;
        }

        private static BlotterChain Run(ExchangeProfile profile)
        {
            using var folder = new EngineFolder();
            using var engine = new FlowingEngine(folder, profile, seed: 1, CommandsPerRun);
            engine.Submit(ExchangeStep.Of(CommandType.Kill, new Kill { IsOn = 1 }, time: engine.Auditor.Time.Nanoseconds));
            engine.Settle();
            Assert.Equal(0, engine.Auditor.State.OpenOrders);
            return new BlotterChain(engine.Engine.Orders.Reader, engine.Engine.Blotter.Reader);
        }
    }
}
