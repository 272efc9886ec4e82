namespace Bourse.SocketBench;

/// <summary>
/// What is measured: so many events to each of so many clients, at a rate or as fast as they are taken.
/// </summary>
internal sealed record BenchRun(int Clients, int Events, int EventsPerSecond)
{
    /// <summary>Sends each frame by the framework's WebSocket instead of in batches, for comparison.</summary>
    public bool IsPlain { get; init; }
}
