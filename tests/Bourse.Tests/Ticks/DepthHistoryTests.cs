using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

/// <summary>Books over a period, by rows of prices.</summary>
public sealed class DepthHistoryTests
{
    private static readonly Instrument Coin = new()
    {
        Id = new InstrumentId(1), Venue = TickFeed.Kraken, Symbol = "BTC-USD", Name = "Coin", Currency = "USD",
    };

    [Fact]
    public void Sizes_are_added_up_by_rows_that_begin_at_whole_steps()
    {
        BookView?[] books = [Book([(10.3, 1), (10.1, 2), (9.9, 4)], [(10.6, 8), (11.2, 16)])];
        var history = DepthHistory.Of(books, new PriceRange(Units(9.9), Units(11.2)), Units(0.5));
        Assert.Equal((Units(9.5), 4), (history.Low, history.Rows));
        Assert.Equal([new DepthCell(1, Units(3)), new DepthCell(0, Units(4))], history.Columns[0]!.Bids);
        Assert.Equal([new DepthCell(2, Units(8)), new DepthCell(3, Units(16))], history.Columns[0]!.Asks);
    }

    [Fact]
    public void What_lies_outside_the_range_is_left_out()
    {
        var book = Book([(10, 1), (5, 2)], [(11, 8), (99, 16)]);
        var column = DepthHistory.Of([book], new PriceRange(Units(9), Units(12)), Units(1)).Columns[0]!;
        Assert.Equal((1, 1), (column.Bids.Count, column.Asks.Count));
    }

    [Fact]
    public void The_range_is_what_the_best_prices_moved_through_and_as_far_again()
    {
        var range = DepthHistory.Around([Book([(100, 1)], [(101, 1)]), null, Book([(103, 1)], [(104, 1)])]);
        Assert.Equal(new PriceRange(Units(96), Units(108)), range);
    }

    [Fact]
    public void Where_prices_hardly_move_the_range_reaches_to_the_tenth_level()
    {
        var book = Book(
            [.. Enumerable.Range(0, 30).Select(i => (100.0 - i, 1.0))], [.. Enumerable.Range(0, 30).Select(i => (101.0 + i, 1.0))]);
        Assert.Equal(new PriceRange(Units(91), Units(110)), DepthHistory.Around([book]));
    }

    [Fact]
    public void Nothing_is_around_nothing() => Assert.Null(DepthHistory.Around([null, Book([], [])]));

    [Fact]
    public void A_row_is_no_narrower_than_the_prices_are_apart()
    {
        var book = Book([(100.25, 1), (100, 1)], [(100.5, 1), (101.25, 1)]);
        var range = new PriceRange(Units(100), Units(101.25));
        Assert.Equal(Units(0.25), DepthHistory.StepFor([book], range, 200));
        Assert.Equal(Units(1), DepthHistory.StepFor([book], range, 2));
    }

    [Fact]
    public void Sums_pass_sixty_four_bits()
    {
        var most = (double)long.MaxValue / Price.UnitsPerOne / 2;
        var book = Book([(3, most), (2, most), (1, most)], []);
        var cell = Assert.Single(DepthHistory.Of([book], new PriceRange(0, Units(3)), Units(10)).Columns[0]!.Bids);
        Assert.True(cell.Size > long.MaxValue);
    }

    private static long Units(double number) => (long)Math.Round(number * Price.UnitsPerOne);

    private static BookView Book((double Price, double Size)[] bids, (double Price, double Size)[] asks) => new()
    {
        Instrument = Coin, Sequence = 1, Time = default, IsSuspect = false, Bids = Levels(bids), Asks = Levels(asks),
    };

    private static BookLevel[] Levels((double Price, double Size)[] levels) =>
        [.. levels.Select(level => new BookLevel(new Price(Units(level.Price)), new Quantity(Units(level.Size))))];
}
