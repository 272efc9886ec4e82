namespace Bourse.Gateway.Watching;

/// <summary>What was traded within a window that moves on with time, by its steps.</summary>
internal sealed class VolumeWindow(int steps)
{
    private readonly Int128[] _sums = new Int128[steps];
    private long _newest = long.MinValue;

    public Int128 Sum { get; private set; }

    /// <summary>Forgets what has left the window, now that a step has come; an earlier step changes nothing.</summary>
    public void Advance(long step)
    {
        if (_newest == long.MinValue)
            _newest = step;
        for (var i = Math.Max(_newest + 1, step - steps + 1); i <= step; i++)
        {
            ref var sum = ref _sums[PlaceOf(i)];
            Sum -= sum;
            sum = 0;
        }

        _newest = Math.Max(_newest, step);
    }

    /// <summary>Adds to a step, which may be an earlier one; what is older than the window does not count.</summary>
    public void Add(long step, long size)
    {
        if (step <= _newest - steps)
            return;
        _sums[PlaceOf(step)] += size;
        Sum += size;
    }

    private int PlaceOf(long step) => (int)(((step % steps) + steps) % steps);
}
