using System.Diagnostics;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Benches;

/// <summary>
/// A book that grows from nothing to a million orders: does any one command wait while it does? Each command is timed
/// in each of several rounds. What the book itself does, it does in every round; what the machine does, only in some.
/// </summary>
internal sealed class BookGrowth
{
    private const int Orders = 1_000_000;
    private const int Rounds = 5;
    private const int Middle = 10_000_000;
    private const int WidePrices = 1_000_000;
    private const int OrdersPerTick = 4;

    private readonly long[] _least = new long[Orders];

    // Kept to the end, so that no book gets memory that another has used.
    private readonly List<OrderBook> _grown = [];

    /// <summary>The slowest command of a round, in nanoseconds: the median over the rounds.</summary>
    public long LongestInRound { get; private set; }

    /// <summary>The slowest command, each taken at its quickest, in nanoseconds.</summary>
    public long LongestInEveryRound => _least.Max();

    /// <summary>For how long the garbage collector stopped the thread in the round where it did most.</summary>
    public TimeSpan CollectorPaused { get; private set; }

    /// <summary>Orders over a million prices a side, in no order.</summary>
    public static BookGrowth OverWidePrices(int seed)
    {
        var random = new Random(seed);
        return Measure(i => i % 2 == 0
            ? New(i, Side.Buy, Middle - random.Next(1, WidePrices))
            : New(i, Side.Sell, Middle + random.Next(1, WidePrices)));
    }

    /// <summary>Bids at a price that rises and rises, and leaves the old ones behind.</summary>
    public static BookGrowth OfRisingPrice() => Measure(i => New(i, Side.Buy, Middle + (i / OrdersPerTick)));

    private static BookGrowth Measure(Func<int, FlowCommand> command)
    {
        var commands = new FlowCommand[Orders];
        for (var i = 0; i < commands.Length; i++)
            commands[i] = command(i);
        var growth = new BookGrowth();
        Array.Fill(growth._least, long.MaxValue);
        growth.Play(commands);
        Array.Fill(growth._least, long.MaxValue);
        var longest = Enumerable.Range(0, Rounds).Select(_ => growth.Play(commands)).Order().ToArray();
        growth.LongestInRound = longest[Rounds / 2];
        return growth;
    }

    private static FlowCommand New(int i, Side side, int price) =>
        new((ulong)i + 1, price, 10, 0, BookCommand.New, side);

    private long Play(FlowCommand[] commands)
    {
        GC.Collect();
        var book = new OrderBook();
        _grown.Add(book);
        var sink = new EventCount();
        var paused = GC.GetTotalPauseDuration();
        var longest = 0L;
        var last = Stopwatch.GetTimestamp();
        for (var i = 0; i < commands.Length; i++)
        {
            commands[i].ApplyTo(book, ref sink);
            var now = Stopwatch.GetTimestamp();
            longest = Math.Max(longest, now - last);
            _least[i] = Math.Min(_least[i], now - last);
            last = now;
        }

        paused = GC.GetTotalPauseDuration() - paused;
        CollectorPaused = CollectorPaused > paused ? CollectorPaused : paused;
        return longest;
    }
}
