using Bourse.Market;

namespace Bourse.Tests.Ticks;

/// <summary>
/// Venue times as feeds bring them: mostly rising, several in one nanosecond, some late, some days late.
/// </summary>
internal sealed class TradeTimes(Random random, long around)
{
    private readonly long _stepMax = (long)Math.Pow(10, random.Next(8, 14));
    private readonly int _lateOneIn = random.Next(2, 40);
    private long _time = around - random.NextInt64(2 * Timestamp.PerDay);

    public long Next()
    {
        if (random.Next(_lateOneIn) == 0)
            return _time - random.NextInt64(random.Next(4) == 0 ? 3 * Timestamp.PerDay : _stepMax * 4);
        if (random.Next(3) > 0)
            _time += random.NextInt64(_stepMax);
        if (_time > around + (2 * Timestamp.PerDay))
            _time = around - random.NextInt64(3 * Timestamp.PerDay);
        return _time;
    }
}
