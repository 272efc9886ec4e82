using Bourse.Benches;
using Bourse.Matching;

namespace Bourse.Tests.Benches;

public sealed class MatchingFlowTests
{
    private static readonly FlowOptions Few = new() { Books = 4, Commands = 100_000, LiveOrders = 500, Seed = 7 };

    [Theory]
    [InlineData(1, 100_000, 3_000)]
    [InlineData(20, 200_000, 300)]
    public void Of_new_orders_15_in_100_are_immediate_20_are_replaced_and_95_of_those_that_rest_are_cancelled(
        int books, int commands, int liveOrders)
    {
        var play = Play(MatchingFlow.Make(new FlowOptions { Books = books, Commands = commands, LiveOrders = liveOrders }));
        Assert.InRange((double)play.Immediate / play.New, 0.145, 0.155);
        Assert.InRange((double)play.Replaced / (play.New - play.Immediate), 0.18, 0.21);
        Assert.InRange((double)play.Cancelled / play.Ended, 0.94, 0.96);
        Assert.InRange((double)play.Live / play.Opened, 0.85, 1.15);
    }

    [Fact]
    public void A_seed_makes_the_same_flow_each_time_and_another_seed_another()
    {
        var flow = MatchingFlow.Make(Few);
        var again = MatchingFlow.Make(Few);
        Assert.Equal(flow.Opening, again.Opening);
        Assert.Equal(flow.Commands, again.Commands);
        Assert.Equal(flow.Closing, again.Closing);
        Assert.NotEqual(flow.Commands, MatchingFlow.Make(Few with { Seed = 8 }).Commands);
    }

    [Fact]
    public void Books_take_turns_after_bursts_of_the_mean_length_asked_for()
    {
        Assert.Equal(1, MeanRun(Few with { BurstMean = 1 }));
        Assert.InRange(MeanRun(Few with { BurstMean = 4 }), 3.9, 4.1);
    }

    [Fact]
    public void Most_prices_are_near_the_middle_and_some_are_far_away()
    {
        var prices = MatchingFlow.Make(Few).Opening.Select(command => command.Price).Order().ToArray();
        var middle = prices[prices.Length / 2];
        Assert.InRange(prices.Count(price => Math.Abs(price - middle) <= 4) / (double)prices.Length, 0.6, 0.8);
        Assert.InRange(prices.Count(price => Math.Abs(price - middle) > 768) / (double)prices.Length, 0.001, 0.01);
    }

    [Fact]
    public void A_stage_plays_every_round_alike()
    {
        var stage = new FlowStage(MatchingFlow.Make(Few));
        var first = stage.Count();
        stage.WriteToRing();
        Assert.Equal(first.Events, stage.Time(new uint[Few.Commands]).Events);
        Assert.Equal(first.Live, stage.Count().Live);
    }

    private static double MeanRun(FlowOptions options)
    {
        var commands = MatchingFlow.Make(options).Commands;
        return commands.Length / (1.0 + commands.Zip(commands.Skip(1)).Count(pair => pair.First.Book != pair.Second.Book));
    }

    private static Played Play(MatchingFlow flow)
    {
        var books = Enumerable.Range(0, flow.Books).Select(_ => new OrderBook()).ToArray();
        var sink = new EventCount();
        foreach (var command in flow.Opening)
            command.ApplyTo(books[command.Book], ref sink);
        var opened = books.Sum(book => book.OrderCount);
        foreach (var command in flow.Commands)
            command.ApplyTo(books[command.Book], ref sink);
        var live = books.Sum(book => book.OrderCount);
        foreach (var command in flow.Closing)
            command.ApplyTo(books[command.Book], ref sink);
        Assert.All(books, book => Assert.Equal(0, book.OrderCount));
        Assert.Equal(0, sink.Rejected);
        var fresh = flow.Commands.Count(command => command.Kind == BookCommand.New);
        var immediate = flow.Commands.Count(command => command.IsImmediate);
        return new Played
        {
            Opened = opened,
            Live = live,
            New = fresh,
            Immediate = immediate,
            Replaced = flow.Commands.Count(command => command.Kind == BookCommand.Replace),
            Cancelled = flow.Commands.Count(command => command.Kind == BookCommand.Cancel),
            Ended = opened + fresh - immediate - live,
        };
    }

    private sealed record Played
    {
        public int Opened { get; init; }

        public int Live { get; init; }

        public int New { get; init; }

        public int Immediate { get; init; }

        public int Replaced { get; init; }

        public int Cancelled { get; init; }

        public int Ended { get; init; }
    }
}
