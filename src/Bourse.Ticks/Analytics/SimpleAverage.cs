using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>The mean of the last closes. Sums are of whole units, so that no error collects.</summary>
public sealed class SimpleAverage(int period) : Indicator
{
    private readonly long[] _closes = new long[period];
    private Int128 _sum;
    private long _count;

    public override IReadOnlyList<string> Names { get; } = ["sma"];

    public override int? BarsBefore => period - 1;

    public override bool TryNext(in PricedBar bar, Span<double> figures)
    {
        ref var oldest = ref _closes[_count++ % period];
        _sum += (Int128)bar.Close.Units - oldest;
        oldest = bar.Close.Units;
        figures[0] = (double)_sum / period / Price.UnitsPerOne;
        return _count >= period;
    }
}
