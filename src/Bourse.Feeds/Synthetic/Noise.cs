using Bourse.Market;

namespace Bourse.Feeds.Synthetic;

/// <summary>
/// A smooth random function of time with values from -1 to 1, drawn anew once a period. The same for every process that
/// asks with the same seed, at whatever time it begins to ask. One thread.
/// </summary>
internal sealed class Noise(ulong seed, double periodSeconds)
{
    private long _index = long.MinValue;
    private double _left;
    private double _right;

    public double At(double seconds)
    {
        var position = seconds / periodSeconds;
        var index = (long)Math.Floor(position);
        if (index != _index)
            (_index, _left, _right) = (index, ValueAt(index), ValueAt(index + 1));
        var part = position - index;
        return _left + ((_right - _left) * part * part * (3 - (2 * part)));
    }

    private double ValueAt(long index)
    {
        unchecked
        {
            var bits = StableHash.Mix(seed + ((ulong)index * 0xD1342543DE82EF95));
            return ((bits >> 11) * (2.0 / (1UL << 53))) - 1;
        }
    }
}
