using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>The character of a random flow of commands; shares are in thousandths of the commands.</summary>
internal sealed record FlowProfile(string Name)
{
    private static readonly OrderBookOptions Narrow = new() { WindowTicks = 64, WindowTicksMax = 512 };

    public OrderBookOptions Options { get; init; } = Narrow;

    /// <summary>Resting orders around which the flow keeps the book.</summary>
    public int OrdersAim { get; init; } = 40;

    /// <summary>Prices lie within so many ticks of a centre that wanders by up to <see cref="Drift"/> a command.</summary>
    public long Spread { get; init; } = 6;

    public long Drift { get; init; }

    /// <summary>By how much bids lie below the centre and offers above it.</summary>
    public long Apart { get; init; }

    /// <summary>How many prices lie anywhere within <see cref="JumpRange"/> of the centre.</summary>
    public int Jumps { get; init; }

    public long JumpRange { get; init; } = 100_000;

    /// <summary>Prices at the ends of their range and at zero, quantities at the end of theirs.</summary>
    public bool IsExtreme { get; init; }

    public long QuantityMax { get; init; } = 20;

    public IdPattern Ids { get; init; }

    public int Icebergs { get; init; } = 60;

    /// <summary>Owners, of whom 0 is nobody; prevention is asked for in every mode.</summary>
    public int Owners { get; init; } = 4;

    public int Calls { get; init; } = 2;

    /// <summary>How often the book is restored from a snapshot.</summary>
    public int Reopenings { get; init; }

    public int Mistakes { get; init; } = 15;

    /// <summary>Its part of a run's commands, of 1; less for books so large that the naive one is slow.</summary>
    public double Weight { get; init; } = 1;

    public static IReadOnlyList<FlowProfile> All { get; } =
    [
        new("tight"),
        new("one price") { Spread = 0, OrdersAim = 30, Icebergs = 200 },
        new("default window") { Options = new OrderBookOptions(), Spread = 2_000, Jumps = 30, JumpRange = 100_000 },
        new("wide") { Spread = 300, Jumps = 100, Ids = IdPattern.Shuffled },
        new("drifting") { Spread = 40, Drift = 25, Ids = IdPattern.Random64 },
        new("crowded")
        {
            OrdersAim = 3_000, Spread = 20_000, Apart = 19_500, Ids = IdPattern.Random64, Calls = 0, Reopenings = 1,
            Weight = 0.15,
        },
        new("galloping") { Spread = 100, Drift = 2_000, Jumps = 50, JumpRange = 1L << 40 },
        new("extremes") { IsExtreme = true, OrdersAim = 12, Spread = 3, Icebergs = 300, Calls = 10 },
        new("few orders") { Options = Narrow with { OrdersMax = 5 }, OrdersAim = 6, Ids = IdPattern.Reused },
        new("deep queues") { OrdersAim = 300, Spread = 1, QuantityMax = 5, Calls = 1, Ids = IdPattern.Strided },
        new("ids alike") { Ids = IdPattern.Alike, Spread = 20 },
        new("icebergs") { Icebergs = 700, QuantityMax = 60, Spread = 3 },
        new("one crowd") { Owners = 2, Spread = 3, Icebergs = 150 },
        new("reused ids") { Ids = IdPattern.Reused, OrdersAim = 20, Mistakes = 50 },
        new("calls") { Calls = 60, Spread = 10, Icebergs = 150, Jumps = 20 },
        new("restored") { Reopenings = 20, Spread = 30, Drift = 3, Jumps = 20, Icebergs = 150 },
    ];

    public override string ToString() => Name;
}
