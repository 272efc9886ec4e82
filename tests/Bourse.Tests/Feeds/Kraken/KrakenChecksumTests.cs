using System.Globalization;
using System.Text;
using Bourse.Feeds.Kraken;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Kraken;

public sealed class KrakenChecksumTests
{
    private readonly KrakenChecksum _checksum = new();

    [Fact]
    public void The_example_of_the_documentation_comes_out()
    {
        var book = BookOf(
            asks: "0.5668 4410.769,0.5669 4655.40412487,0.567 49844.89424998",
            bids: "0.5666 4831.75496356,0.5665 6658.22734739");
        Assert.Equal(
            Crc("5668441076900000" + "5669465540412487" + "56704984489424998" + "5666483175496356" + "5665665822734739"),
            _checksum.Of(book, (4, 8)));
    }

    [Theory]
    [InlineData(0, 0, "27" + "3" + "26" + "1")]
    [InlineData(5, 8, "2700000" + "300000000" + "2600000" + "100000000")]
    [InlineData(9, 10, "27000000000" + "30000000000" + "26000000000" + "10000000000")]
    public void Digits_are_at_the_instruments_decimals(int priceDecimals, int quantityDecimals, string digits) => Assert.Equal(
        Crc(digits), _checksum.Of(BookOf("27 3", "26 1"), ((byte)priceDecimals, (byte)quantityDecimals)));

    [Fact]
    public void Zeros_in_front_are_left_out_and_an_empty_book_has_no_digits()
    {
        Assert.Equal(Crc("229" + "5119231072"), _checksum.Of(BookOf("0.00000229 51.19231072", ""), (8, 8)));
        Assert.Equal(Crc(""), _checksum.Of(new Book(), (1, 8)));
    }

    [Fact]
    public void Only_the_best_ten_levels_of_a_side_count()
    {
        var asks = string.Join(',', Enumerable.Range(1, 15).Select(price => $"{price} 2"));
        var digits = string.Concat(Enumerable.Range(1, 10).Select(price => $"{price}2"));
        Assert.Equal(Crc(digits), _checksum.Of(BookOf(asks, ""), (0, 0)));
    }

    [Fact]
    public void Whatever_was_summed_before_the_sum_is_that_of_the_book()
    {
        var random = new Random(11);
        var book = new Book();
        for (var i = 0; i < 20_000; i++)
        {
            var side = random.Next(2) == 0 ? book.Bids : book.Asks;
            side.Set(new BookLevel(new Price(random.Next(1, 40) * 10_000_000L), new Quantity(random.Next(0, 4) * 7_654_321L)));
            (byte, byte) decimals = ((byte)random.Next(1, 3), 8);
            Assert.Equal(new KrakenChecksum().Of(book, decimals), _checksum.Of(book, decimals));
        }
    }

    [Fact]
    public void The_largest_numbers_have_room()
    {
        var book = new Book();
        for (var i = 0; i < 12; i++)
            book.Asks.Set(new BookLevel(new Price(long.MaxValue - i), new Quantity(long.MaxValue)));
        var digits = string.Concat(Enumerable.Range(0, 10).Select(i => Text(long.MaxValue - 11 + i) + Text(long.MaxValue)));
        Assert.Equal(Crc(digits), _checksum.Of(book, (8, 8)));
        _checksum.Of(book, (byte.MaxValue, byte.MaxValue));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static uint Crc(string digits) => Crc32.Of(Encoding.ASCII.GetBytes(digits));

    private static Book BookOf(string asks, string bids)
    {
        var book = new Book();
        Set(book.Asks, asks);
        Set(book.Bids, bids);
        return book;
    }

    private static void Set(BookSide side, string levels)
    {
        foreach (var level in levels.Split(',', StringSplitOptions.RemoveEmptyEntries))
            side.Set(new BookLevel(Price.Parse(level.Split(' ')[0]), Quantity.Parse(level.Split(' ')[1])));
    }
}
