using System.Text;
using Bourse.Market;

namespace Bourse.Tests.Market;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("-1", NumberFault.Negative)]
    [InlineData("-0.00000001", NumberFault.Negative)]
    [InlineData("-1e5", NumberFault.Negative)]
    [InlineData("-0", NumberFault.None)]
    [InlineData("0", NumberFault.None)]
    [InlineData("92233720368.54775807", NumberFault.None)]
    [InlineData("-x", NumberFault.NotANumber)]
    public void A_quantity_below_zero_is_refused(string text, NumberFault fault) =>
        Assert.Equal(fault, Quantity.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Quantities_are_written_and_compared_as_numbers()
    {
        Assert.Equal("20000", Quantity.Parse("2e4").ToString());
        Assert.True(Quantity.Parse("2") > Quantity.Parse("1.99999999"));
        Assert.Equal(Quantity.Parse("3.5"), Quantity.Parse("1.25") + Quantity.Parse("2.25"));
        Assert.Equal(Quantity.Parse("0.25"), Quantity.Parse("1.5") - Quantity.Parse("1.25"));
    }

    [Fact]
    public void A_sum_that_does_not_fit_throws_rather_than_wraps()
    {
        var most = new Quantity(long.MaxValue);

        Assert.Throws<OverflowException>(() => most + new Quantity(1));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => -new Money(long.MinValue));
        Assert.Equal("-1.5", (new Money(50_000_000) - new Money(200_000_000)).ToString());
    }

    [Fact]
    public void A_text_that_is_no_quantity_is_named_in_the_error()
    {
        var error = Assert.Throws<FormatException>(() => Quantity.Parse("-1"));

        Assert.Contains("'-1'", error.Message, StringComparison.Ordinal);
    }
}
