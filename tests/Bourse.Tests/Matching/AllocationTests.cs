using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

public sealed class AllocationTests
{
    private const int StepsPerPass = 100_000;
    private const int Passes = 100;

    private static readonly FlowProfile Mixed = new("mixed")
    {
        Options = new OrderBookOptions(), OrdersAim = 80, Spread = 40, Drift = 4, Jumps = 30, JumpRange = 1L << 40,
        Ids = IdPattern.Shuffled, Calls = 0,
    };

    private readonly OrderBook _book = new(Mixed.Options);
    private readonly EventRing _ring = new(4096);
    private DepthEventWriter _sink;
    private long _events;

    [Fact]
    public void Ten_million_commands_allocate_nothing()
    {
        var steps = Pass();
        _sink = new DepthEventWriter(_ring);
        Run(steps);
        Run(steps);
        _events = 0;

        Assert.Equal(0, Allocation.LeastOf(3, () =>
        {
            for (var i = 0; i < Passes; i++)
                Run(steps);
        }));
        Assert.Equal(0, _book.OrderCount);
        Assert.True(_events > 2L * StepsPerPass * Passes);
    }

    /// <summary>A flow of all continuous commands that leaves an empty book, so that it can be run again.</summary>
    private static Step[] Pass()
    {
        var naive = new NaiveBook(Mixed.Options.OrdersMax);
        var flow = new Flow(Mixed, seed: 1, naive);
        var steps = new List<Step>(StepsPerPass);
        while (steps.Count < StepsPerPass || naive.OrderCount > 0)
        {
            var step = steps.Count < StepsPerPass
                ? flow.Next()
                : new Step(StepKind.Cancel, new NewOrder { Id = naive.Queue(Side.Buy).Concat(naive.Queue(Side.Sell)).First().Id });
            naive.Sink.Clear();
            step.Apply(naive);
            steps.Add(step);
        }

        return [.. steps];
    }

    private void Run(Step[] steps)
    {
        foreach (ref readonly var step in steps.AsSpan())
        {
            _sink.Sequence++;
            if (step.Kind == StepKind.Submit)
                _book.Submit(step.Order, ref _sink);
            else if (step.Kind == StepKind.Cancel)
                _book.Cancel(step.Order.Id, ref _sink);
            else
                _book.Replace(step.Replacement, ref _sink);
            Drain();
        }
    }

    private void Drain()
    {
        _ring.Publish();
        for (var count = _ring.Peek(int.MaxValue).Length; count > 0; count = _ring.Peek(int.MaxValue).Length)
        {
            _events += count;
            _ring.Advance(count);
        }
    }
}
