using System.Runtime.CompilerServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// The reference price of an instrument: the mean of its trades within five minutes, worked out anew at the first trade
/// of each half minute, that trade included.
/// </summary>
internal struct RecentPrices
{
    private const long PartNanoseconds = 30 * Timestamp.PerSecond;

    private Sums _sums;
    private Counts _counts;
    private long _part;

    /// <summary>0 before the first trade.</summary>
    public long Reference { get; private set; }

    public void Add(Timestamp now, long price)
    {
        var part = now.Nanoseconds / PartNanoseconds;
        var isNewPart = part != _part || Reference == 0;
        for (var gone = Math.Max(_part + 1, part - Sums.Parts + 1); gone <= part; gone++)
            (_sums[(int)(gone % Sums.Parts)], _counts[(int)(gone % Sums.Parts)]) = (0, 0);
        _part = part;
        _sums[(int)(part % Sums.Parts)] += price;
        _counts[(int)(part % Sums.Parts)]++;
        if (isNewPart)
            Reference = Mean();
    }

    private readonly long Mean()
    {
        Int128 sum = 0;
        var count = 0L;
        for (var i = 0; i < Sums.Parts; i++)
            (sum, count) = (sum + _sums[i], count + _counts[i]);
        return (long)(sum / count);
    }

    public readonly void AddTo(Action<long> hash)
    {
        hash(_part);
        hash(Reference);
        for (var i = 0; i < Sums.Parts; i++)
        {
            hash(unchecked((long)_sums[i]));
            hash(_counts[i]);
        }
    }

    [InlineArray(Parts)]
    private struct Sums
    {
        public const int Parts = 10;

        private Int128 _first;
    }

    [InlineArray(Sums.Parts)]
    private struct Counts
    {
        private long _first;
    }
}
