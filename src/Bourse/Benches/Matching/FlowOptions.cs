namespace Bourse.Benches;

/// <summary>How large a flow of commands is, and how its books take turns.</summary>
internal sealed record FlowOptions
{
    public int Books { get; init; } = 1;

    public int Commands { get; init; } = 10_000_000;

    public int Seed { get; init; } = 1;

    /// <summary>Orders that rest in each book at the start, and about as many at any time.</summary>
    public int LiveOrders { get; init; } = 300;

    /// <summary>Commands to one book, in the mean, before the next one has its turn; 1 is strictly in turn.</summary>
    public int BurstMean { get; init; } = 4;

    /// <summary>Tens of thousands when there is one book, a few hundred in each of many.</summary>
    public static int LiveOrdersFor(int books) => Math.Max(300, 30_000 / books);
}
