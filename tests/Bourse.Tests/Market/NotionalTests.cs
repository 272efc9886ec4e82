using System.Numerics;
using Bourse.Market;

namespace Bourse.Tests.Market;

public sealed class NotionalTests
{
    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void The_average_price_is_rounded_half_away_from_zero(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var price = new Price(random.NextInt64(-long.MaxValue, long.MaxValue) >> random.Next(8, 64));
            var quantity = new Quantity(1 + (random.NextInt64(long.MaxValue) >> random.Next(1, 63)));
            var odd = new Notional(random.NextInt64());
            var sum = Notional.Of(price, quantity) + odd;

            Assert.Equal(((BigInteger)price.Units * quantity.Units) + (BigInteger)odd.Units, (BigInteger)sum.Units);
            Assert.Equal(HalfAwayFromZero((BigInteger)sum.Units, quantity.Units), Average(sum, quantity));
        }
    }

    [Theory]
    [InlineData(5, 10, 1)]
    [InlineData(-5, 10, -1)]
    [InlineData(4, 10, 0)]
    [InlineData(-4, 10, 0)]
    [InlineData(1, 3, 0)]
    [InlineData(2, 3, 1)]
    [InlineData(15, 10, 2)]
    [InlineData(7, 1, 7)]
    public void Halves_go_away_from_zero(long units, long quantity, long price) =>
        Assert.Equal(new Price(price), new Notional(units).Over(new Quantity(quantity)));

    [Fact]
    public void There_is_no_average_over_nothing() => Assert.Null(new Notional(5).Over(Quantity.Zero));

    [Fact]
    public void The_largest_product_fits_and_a_sum_that_does_not_throws()
    {
        var largest = Notional.Of(new Price(long.MaxValue), new Quantity(long.MaxValue));

        Assert.Equal(new Price(long.MaxValue), largest.Over(new Quantity(long.MaxValue)));
        Assert.Throws<OverflowException>(() => largest + largest + largest);
    }

    private static BigInteger Average(Notional sum, Quantity quantity)
    {
        try
        {
            return sum.Over(quantity)!.Value.Units;
        }
        catch (OverflowException)
        {
            return BigInteger.MinusOne;
        }
    }

    // Minus one stands for "does not fit", as in Average: a random price of exactly -1 unit would agree anyway.
    private static BigInteger HalfAwayFromZero(BigInteger units, long quantity)
    {
        var doubled = (BigInteger.Abs(units) * 2) + quantity;
        var rounded = doubled / (2 * (BigInteger)quantity) * units.Sign;
        return rounded > long.MaxValue || rounded < long.MinValue ? BigInteger.MinusOne : rounded;
    }
}
