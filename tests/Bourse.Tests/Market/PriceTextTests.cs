using System.Globalization;
using System.Text;
using Bourse.Market;

namespace Bourse.Tests.Market;

public sealed class PriceTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("36.667", 3_666_700_000)]
    [InlineData("+1", 100_000_000)]
    [InlineData("007", 700_000_000)]
    [InlineData(".5", 50_000_000)]
    [InlineData("5.", 500_000_000)]
    [InlineData("-1.25", -125_000_000)]
    [InlineData("0.00000001", 1)]
    [InlineData("1.000000000000", 100_000_000)]
    [InlineData("92233720368.54775807", long.MaxValue)]
    [InlineData("-92233720368.54775807", -long.MaxValue)]
    [InlineData("9223372036854775807e-8", long.MaxValue)]
    [InlineData("1e-8", 1)]
    [InlineData("1E2", 10_000_000_000)]
    [InlineData("1.5e+3", 150_000_000_000)]
    [InlineData("10000000000000000000000000000000e-31", 100_000_000)]
    [InlineData("0e999999999999", 0)]
    public void A_number_that_fits_is_read_exactly(string text, long units) =>
        Assert.Equal((NumberFault.None, units), Read(text));

    [Theory]
    [InlineData("", NumberFault.Empty)]
    [InlineData(" ", NumberFault.NotANumber)]
    [InlineData(" 1", NumberFault.NotANumber)]
    [InlineData("1 ", NumberFault.NotANumber)]
    [InlineData("-", NumberFault.NotANumber)]
    [InlineData(".", NumberFault.NotANumber)]
    [InlineData("--1", NumberFault.NotANumber)]
    [InlineData("1.2.3", NumberFault.NotANumber)]
    [InlineData("1,5", NumberFault.NotANumber)]
    [InlineData("0x10", NumberFault.NotANumber)]
    [InlineData("NaN", NumberFault.NotANumber)]
    [InlineData("Infinity", NumberFault.NotANumber)]
    [InlineData("e5", NumberFault.NotANumber)]
    [InlineData("1e", NumberFault.NotANumber)]
    [InlineData("1e+", NumberFault.NotANumber)]
    [InlineData("1e1.5", NumberFault.NotANumber)]
    [InlineData("0.000000001x", NumberFault.NotANumber)]
    [InlineData("0.000000001", NumberFault.TooManyDecimals)]
    [InlineData("1e-9", NumberFault.TooManyDecimals)]
    [InlineData("1.123456789", NumberFault.TooManyDecimals)]
    [InlineData("92233720368.54775808", NumberFault.TooLarge)]
    [InlineData("-92233720368.54775808", NumberFault.TooLarge)]
    [InlineData("1e11", NumberFault.TooLarge)]
    [InlineData("1e2147483648", NumberFault.TooLarge)]
    [InlineData("1e-99999999999999999999", NumberFault.TooManyDecimals)]
    [InlineData("99999999999999999999999999999999999999999999", NumberFault.TooLarge)]
    public void What_is_no_number_or_does_not_fit_is_refused_with_the_reason(string text, NumberFault fault) =>
        Assert.Equal(fault, Read(text).Fault);

    [Fact]
    public void A_long_row_of_zeros_does_not_hide_a_huge_exponent()
    {
        var tiny = "0." + new string('0', 1_999) + "1";

        Assert.Equal((NumberFault.None, Price.UnitsPerOne), Read(tiny + "e2000"));
        Assert.Equal(NumberFault.TooLarge, Read(tiny + "e5000").Fault);
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Any_text_is_read_as_arithmetic_of_any_size_says(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var number = DecimalText.Random(random);
            var (fault, units) = number.Expected();
            var read = Read(number.Text);
            Assert.True(read.Fault == fault && (fault != NumberFault.None || read.Units == units),
                $"'{number.Text}' was read as {read}, but is {(fault, units)}.");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Any_price_is_written_as_decimal_writes_it_and_read_back(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var price = new Price(random.NextInt64(-long.MaxValue, long.MaxValue) >> random.Next(64));
            var text = price.ToString();
            Assert.Equal((price.Units / 100_000_000m).ToString("0.########", CultureInfo.InvariantCulture), text);
            Assert.Equal(price, Price.Parse(text));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Random_bytes_are_refused_or_read_but_never_throw(int seed)
    {
        var random = new Random(seed);
        const string Alphabet = "0123456789.-+eE x\0";
        for (var i = 0; i < 50_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(30)).Select(_ => Alphabet[random.Next(18)])]);
            if (Read(text) is (NumberFault.None, var units))
                Assert.Equal(units, Price.Parse(new Price(units).ToString()).Units);
        }
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "0.00000001")]
    [InlineData(-1, "-0.00000001")]
    [InlineData(3_666_700_000, "36.667")]
    [InlineData(-10_000_000_000, "-100")]
    [InlineData(long.MaxValue, "92233720368.54775807")]
    [InlineData(long.MinValue, "-92233720368.54775808")]
    public void A_price_is_written_without_trailing_zeros(long units, string text) =>
        Assert.Equal(text, new Price(units).ToString());

    [Theory]
    [InlineData(0)]
    [InlineData(3_666_700_000)]
    [InlineData(-long.MaxValue)]
    public void A_span_that_is_too_short_takes_nothing(long units)
    {
        var text = new Price(units).ToString();
        for (var length = 0; length < text.Length; length++)
            Assert.Equal(0, new Price(units).Format(new byte[length]));
        Assert.Equal(text.Length, new Price(units).Format(new byte[text.Length]));
    }

    [Fact]
    public void Reading_and_writing_allocate_nothing()
    {
        var texts = new[] { "36.667", "-0.00000001", "1.5e3", "92233720368.54775807", "x" }
            .Select(Encoding.UTF8.GetBytes).ToArray();
        var room = new byte[Price.TextBytesMax];

        Assert.Equal(0, Allocation.Of(() =>
        {
            foreach (var text in texts)
                if (Price.TryParse(text, out var price) == NumberFault.None)
                    price.Format(room);
        }));
    }

    [Fact]
    public void A_text_that_is_no_price_is_named_in_the_error()
    {
        var error = Assert.Throws<FormatException>(() => Price.Parse("1,5"));

        Assert.Contains("'1,5'", error.Message, StringComparison.Ordinal);
    }

    private static (NumberFault Fault, long Units) Read(string text)
    {
        var fault = Price.TryParse(Encoding.UTF8.GetBytes(text), out var price);
        return (fault, price.Units);
    }
}
