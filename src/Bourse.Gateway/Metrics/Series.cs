namespace Bourse.Gateway.Metrics;

/// <summary>The value of one metric for one combination of tags. Measured and read on any thread.</summary>
/// <param name="tags">Kept: the caller does not change them afterwards.</param>
/// <param name="bounds">The upper bounds of a histogram's buckets, rising; empty for the other kinds.</param>
/// <param name="next">The series in the same slot of the metric's table.</param>
internal sealed class Series(KeyValuePair<string, object?>[] tags, double[] bounds, Series? next)
{
    // One more than there are bounds: the last holds what is above all of them.
    private readonly long[] _counts = bounds.Length == 0 ? [] : new long[bounds.Length + 1];
    private double _value;

    /// <summary>The round of observation in which the value was last set.</summary>
    public int Round { get; set; }

    public ReadOnlySpan<KeyValuePair<string, object?>> Tags => tags;

    public Series? Next => next;

    /// <summary>The value; of a histogram, the sum of what was observed.</summary>
    public double Value => Volatile.Read(ref _value);

    public ReadOnlySpan<double> Bounds => bounds;

    /// <summary>What was observed in that bucket, the ones below it not included.</summary>
    public long CountIn(int bucket) => Volatile.Read(ref _counts[bucket]);

    public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> others)
    {
        if (others.Length != tags.Length)
            return false;
        for (var i = 0; i < tags.Length; i++)
            if (others[i].Key != tags[i].Key || !Equals(others[i].Value, tags[i].Value))
                return false;
        return true;
    }

    public void Set(double value) => Volatile.Write(ref _value, value);

    public void Add(double value)
    {
        var seen = Volatile.Read(ref _value);
        while (true)
        {
            var before = Interlocked.CompareExchange(ref _value, seen + value, seen);
            // By bits: NaN is not equal to itself.
            if (BitConverter.DoubleToInt64Bits(before) == BitConverter.DoubleToInt64Bits(seen))
                return;
            seen = before;
        }
    }

    public void Observe(double value)
    {
        var bucket = Array.BinarySearch(bounds, value);
        Interlocked.Increment(ref _counts[bucket < 0 ? ~bucket : bucket]);
        Add(value);
    }
}
