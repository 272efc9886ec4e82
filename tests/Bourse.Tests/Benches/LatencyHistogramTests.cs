using Bourse.Benches;

namespace Bourse.Tests.Benches;

public sealed class LatencyHistogramTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Percentiles_are_right_to_a_sixty_fourth(int seed)
    {
        var random = new Random(seed);
        var histogram = new LatencyHistogram();
        var values = new List<long>();
        for (var i = 0; i < 20_000; i++)
        {
            var value = (long)Math.Exp(random.NextDouble() * 30);
            values.Add(value);
            histogram.Record(value);
        }

        values.Sort();
        foreach (var share in new[] { 0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1 })
        {
            var exact = values[(int)Math.Ceiling(share * values.Count) - 1];
            var measured = histogram.Percentile(share);
            Assert.True(measured >= exact && measured <= exact + (exact / 64) + 1, $"{share}: {measured} for {exact}");
        }
    }

    [Fact]
    public void The_largest_value_fits()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(long.MaxValue);
        histogram.Record(-5);
        Assert.Equal(0, histogram.Percentile(0.5));
        Assert.Equal(long.MaxValue, histogram.Percentile(1));
    }
}
