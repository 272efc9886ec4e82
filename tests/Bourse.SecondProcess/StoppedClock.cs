namespace Bourse.SecondProcess;

/// <summary>A clock that always shows the same time.</summary>
public sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
