namespace Bourse.Benches;

/// <summary>What one round of a flow took, and did.</summary>
internal sealed record FlowRound
{
    public required int Commands { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Bytes allocated by the commands.</summary>
    public required long Allocated { get; init; }

    /// <summary>Orders that rested at the end.</summary>
    public required long Live { get; init; }

    public EventCount Events { get; init; }

    public double MillionsPerSecond => Commands / Elapsed.TotalSeconds / 1e6;
}
