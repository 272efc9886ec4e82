using System.Globalization;
using System.Numerics;

namespace Bourse.Benches;

/// <summary>
/// Counts of latencies in nanoseconds, in buckets at most 1/64 wide: a percentile is right to 1.6 %. One thread; no
/// allocation after construction.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBuckets = 64;
    private const int SubBucketBits = 6;

    private readonly long[] _counts = new long[64 * SubBuckets];

    public long Count { get; private set; }

    public long Max { get; private set; }

    /// <summary>Negative values (a clock read on two cores) count as 0.</summary>
    public void Record(long nanoseconds)
    {
        var value = Math.Max(0, nanoseconds);
        _counts[BucketOf(value)]++;
        Count++;
        Max = Math.Max(Max, value);
    }

    /// <summary>Writes the counts as lines of text, for another process.</summary>
    public void WriteTo(TextWriter writer)
    {
        writer.WriteLine(Max.ToString(CultureInfo.InvariantCulture));
        for (var bucket = 0; bucket < _counts.Length; bucket++)
            if (_counts[bucket] > 0)
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bucket} {_counts[bucket]}"));
        writer.WriteLine();
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static LatencyHistogram ReadFrom(TextReader reader)
    {
        var histogram = new LatencyHistogram
        {
            Max = long.Parse(reader.ReadLine() ?? "", CultureInfo.InvariantCulture),
        };
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var words = line.Split(' ');
            var count = long.Parse(words[1], CultureInfo.InvariantCulture);
            histogram._counts[int.Parse(words[0], CultureInfo.InvariantCulture)] = count;
            histogram.Count += count;
        }

        return histogram;
    }

    /// <summary>The value below or at which that share (0 to 1) of all recorded values lies; 0 when there are none.</summary>
    public long Percentile(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        long seen = 0;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank && seen > 0)
                return Math.Min(Max, HighestIn(bucket));
        }

        return Max;
    }

    private static int BucketOf(long value)
    {
        if (value < SubBuckets)
            return (int)value;
        var shift = BitOperations.Log2((ulong)value) - SubBucketBits;
        return ((shift + 1) * SubBuckets) + (int)(value >> shift) - SubBuckets;
    }

    private static long HighestIn(int bucket)
    {
        if (bucket < SubBuckets)
            return bucket;
        var shift = (bucket / SubBuckets) - 1;
        return unchecked((((long)(bucket % SubBuckets) + SubBuckets + 1) << shift) - 1);
    }
}
