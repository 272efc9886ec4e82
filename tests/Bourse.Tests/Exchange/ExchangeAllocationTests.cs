using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

public sealed class ExchangeAllocationTests
{
    private const int StepsPerPass = 20_000;
    private const int Passes = 50;

    private readonly BlotterPage _page = new();
    private ExchangeState _exchange = new();
    private long _sequence;
    private long _trades;

    [Fact]
    public void A_million_commands_allocate_nothing()
    {
        var profile = new ExchangeProfile("allocation")
        {
            Kills = 0, Mistakes = 0, Changes = 0, Waits = 200, Phases = 0, Instruments = 3, Terms = Preparation.Terms with { MakerRate = -100, TakerRate = 300 },
        };
        var twins = new ExchangeTwins(profile.Options, reopenEvery: 0);
        var steps = ExchangeStory.Prepare(twins, profile.Terms, profile.Money, profile.Goods);
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
        Assert.InRange(_trades, StepsPerPass * Passes / 20, long.MaxValue);
    }

    // The orders of one pass are not those of the next, so that some cancels miss; what matters is what it costs.
    private void Run(List<ExchangeStep> steps)
    {
        foreach (var step in steps)
        {
            _page.Clear();
            _exchange.Apply(step.Header with { Sequence = ++_sequence }, step.Payload, _page);
            foreach (var record in _page)
                _trades += record.Type == EventType.Traded ? 1 : 0;
        }
    }
}
