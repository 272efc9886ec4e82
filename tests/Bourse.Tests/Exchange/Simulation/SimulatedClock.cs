using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>The clock of the simulated machine: true time, and how wrong it is at present.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    public Timestamp True { get; set; }

    public TimeSpan Error { get; set; }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(True.Nanoseconds / 100) + Error;
}
