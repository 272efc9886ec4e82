using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

public sealed class ExchangeAllocationTests
{
    private const int StepsPerPass = 20_000;
    private const int Passes = 50;

    private readonly BlotterPage _page = new();
    private ExchangeState _exchange = new();
    private long _sequence;
    private long _fills;

    private static readonly ExchangeProfile Quiet = new("allocation")
    {
        Kills = 0, Mistakes = 0, Changes = 0, Waits = 200, Phases = 0, Instruments = 3, Terms = Preparation.Terms with { MakerRate = -100, TakerRate = 300 },
    };

    [Fact]
    public void A_million_commands_allocate_nothing() => AllocateNothing(Quiet, fillsMin: StepsPerPass * Passes / 10);

    [Fact]
    public void Orders_on_paper_and_their_prices_allocate_nothing() => AllocateNothing(
        Quiet with { Instruments = 4, References = 150, Waits = 0 }, fillsMin: StepsPerPass * Passes / 20);

    private void AllocateNothing(ExchangeProfile profile, long fillsMin)
    {
        var twins = new ExchangeTwins(profile.Options, reopenEvery: 0);
        var steps = ExchangeStory.Prepare(twins, profile.Terms, profile.Money, profile.Goods, profile.References > 0);
        _exchange = new ExchangeState(profile.Options);
        Run(steps);
        var flow = new ExchangeFlow(profile, seed: 1, twins.Naive);
        steps.Clear();
        while (steps.Count < StepsPerPass)
        {
            steps.Add(flow.Next());
            twins.Naive.Apply(steps[^1]);
        }

        for (var i = 0; i < 3; i++)
            Run(steps);
        Assert.Equal(0, Allocation.LeastOf(3, () =>
        {
            for (var i = 0; i < Passes; i++)
                Run(steps);
        }));
        Assert.InRange(_fills, fillsMin, long.MaxValue);
    }

    // The orders of one pass are not those of the next, so that some cancels miss; what matters is what it costs.
    private void Run(List<ExchangeStep> steps)
    {
        foreach (var step in steps)
        {
            _page.Clear();
            _exchange.Apply(step.Header with { Sequence = ++_sequence }, step.Payload, _page);
            foreach (var record in _page)
                _fills += record.Type == EventType.OrderFilled ? 1 : 0;
        }
    }
}
