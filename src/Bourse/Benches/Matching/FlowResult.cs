namespace Bourse.Benches;

/// <summary>What the rounds of one flow took: medians over the rounds, except for what must hold in each.</summary>
internal sealed record FlowResult
{
    private const int Rounds = 5;

    private static readonly double[] Shares = [0.5, 0.99, 0.999, 0.9999];

    public required double MillionsPerSecond { get; init; }

    public required double MillionsPerSecondToRing { get; init; }

    /// <summary>Nanoseconds by percentile: 50, 99, 99.9, 99.99.</summary>
    public required long[] Percentiles { get; init; }

    /// <summary>The most that any round allocated.</summary>
    public required long Allocated { get; init; }

    public required long Live { get; init; }

    public required long Trades { get; init; }

    /// <summary>Plays a flow, the first time unmeasured.</summary>
    /// <exception cref="InvalidOperationException">A command was refused, or two rounds differ.</exception>
    public static FlowResult Of(MatchingFlow flow)
    {
        var stage = new FlowStage(flow);
        var ticks = new uint[flow.Commands.Length];
        var expected = stage.Count().Events;
        stage.WriteToRing();
        stage.Time(ticks);
        var (counted, written) = (new List<FlowRound>(), new List<FlowRound>());
        var latencies = new List<LatencyHistogram>();
        for (var i = 0; i < Rounds; i++)
        {
            GC.Collect();
            counted.Add(stage.Count());
            written.Add(stage.WriteToRing());
            counted.Add(stage.Time(ticks));
            latencies.Add(ClockCost.Histogram(ticks));
        }

        if (expected.Rejected != 0 || counted.Any(round => !round.Events.Equals(expected)))
            throw new InvalidOperationException($"The rounds differ, or commands were refused: {expected.Rejected}.");
        return new FlowResult
        {
            MillionsPerSecond = Median(counted.Where((_, i) => i % 2 == 0).Select(round => round.MillionsPerSecond)),
            MillionsPerSecondToRing = Median(written.Select(round => round.MillionsPerSecond)),
            Percentiles = [.. Shares.Select(share => Median(latencies.Select(latency => latency.Percentile(share))))],
            Allocated = counted.Concat(written).Max(round => round.Allocated),
            Live = counted[0].Live,
            Trades = expected.Trades,
        };
    }

    private static T Median<T>(IEnumerable<T> values) => values.Order().ElementAt(Rounds / 2);
}
