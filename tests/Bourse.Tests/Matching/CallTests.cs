using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>Orders that collect for an auction, and its price.</summary>
public sealed class CallTests
{
    [Fact]
    public void In_a_call_crossing_orders_rest() => Story.Tell("""
        call
        sell 10 @ 99
        = accepted 1 sell 10 @ 99
        = level sell 10 @ 99 in 1
        buy 10 @ 101
        = accepted 2 buy 10 @ 101
        = level buy 10 @ 101 in 1
        book
        | 2:10 | 101 |      |
        |      |  99 | 1:10 |
        """);

    [Fact]
    public void Orders_from_before_the_call_take_part() => Story.Tell("""
        sell 10 @ 100
        buy 10 @ 98
        call
        buy 4 @ 100
        uncross at 0
        = trade 4 @ 100 3x1 auction
        = level buy 0 @ 100 in 0
        = level sell 6 @ 100 in 1
        = auction 4 @ 100 surplus 6 sell
        """);

    [Fact]
    public void Market_orders_wait_before_all_prices_and_show_no_level() => Story.Tell("""
        call
        buy 10 @ 101
        buy 5 market
        = accepted 2 buy 5 @ 0
        book
        | 2:5  | market |  |
        | 1:10 |    101 |  |
        sell 8 @ 101
        uncross at 101
        = trade 5 @ 101 2x3 auction
        = trade 3 @ 101 1x3 auction
        book
        | 1:7 | 101 |  |
        """);

    [Fact]
    public void A_waiting_market_order_is_cancelled_without_a_level() => Story.Tell("""
        call
        sell 5 market
        cancel 1
        = cancelled 1 sell 5 @ 0 requested
        book
        """);

    [Fact]
    public void A_waiting_market_order_stays_one_when_it_is_replaced() => Story.Tell("""
        call
        buy 10 market
        buy 10 market
        replace 1 4 @ 77
        = replaced 1 buy 4 @ 0
        book
        | 1:4 2:10 | market |  |
        replace 1 6 @ top+1
        = replaced 1 buy 6 @ 0
        book
        | 2:10 1:6 | market |  |
        """);

    [Theory]
    [InlineData(Side.Buy)]
    [InlineData(Side.Sell)]
    public void Waiting_market_orders_are_at_no_price(Side side)
    {
        var book = new OrderBook();
        var sink = new NoEvents();
        book.OpenCall();
        book.Submit(new NewOrder { Id = 1, Side = side, Type = OrderType.Market, Quantity = 5 }, ref sink);
        long[] prices = [0, OrderBook.PriceMax, long.MaxValue, long.MaxValue - 1, long.MinValue, long.MinValue + 1];
        foreach (var price in prices)
        {
            Assert.Equal(new DepthLevel(price, 0, 0), book.LevelAt(side, price));
            Assert.Equal(0, book.CopyOrders(side, price, new RestingOrder[1]));
        }
    }

    [Fact]
    public void A_market_order_waits_in_a_level_of_its_own_though_zero_is_a_price() => Story.Tell("""
        call
        sell 3 @ 0
        sell 4 market
        sell 5 @ -1
        book
        |  | market | 2:4 |
        |  |      0 | 1:3 |
        |  |     -1 | 3:5 |
        buy 12 @ 0
        uncross at 0
        = trade 4 @ 0 4x2 auction
        = trade 5 @ 0 4x3 auction
        = trade 3 @ 0 4x1 auction
        """);

    [Theory]
    [InlineData("buy 1 @ 100 ioc", "not-in-call")]
    [InlineData("buy 1 @ 100 fok", "not-in-call")]
    [InlineData("buy 1 @ 100 post-only", "not-in-call")]
    [InlineData("buy 1 market ioc", "not-in-call")]
    [InlineData("buy 1 market fok", "not-in-call")]
    [InlineData("buy 1 @ 100 ioc as 9", "not-in-call")]
    [InlineData("buy 1 @ 100 ioc iceberg 1", "display-out-of-range")]
    [InlineData("buy 1 @ 100 ioc post-only", "terms-contradict")]
    [InlineData("buy 1 market iceberg 1", "display-out-of-range")]
    public void What_wants_to_act_at_once_is_refused_in_a_call(string order, string reason) => Story.Tell($"""
        buy 1 @ 99 as 9
        call
        {order}
        = rejected new {(order.EndsWith("as 9", StringComparison.Ordinal) ? 9 : 10)} {reason}
        """);

    [Fact]
    public void A_post_only_replacement_is_refused_in_a_call() => Story.Tell("""
        buy 10 @ 99
        call
        replace 1 5 @ 99 post-only
        = rejected replace 1 not-in-call
        """);

    [Fact]
    public void A_replacement_in_a_call_does_not_trade() => Story.Tell("""
        call
        sell 10 @ 100
        buy 10 @ 98
        replace 2 10 @ 102
        = replaced 2 buy 10 @ 102
        = level buy 0 @ 98 in 0
        = level buy 10 @ 102 in 1
        """);

    [Fact]
    public void In_a_call_a_full_book_refuses_market_orders_too() => Story.Tell("""
        with orders-max 1
        call
        buy 1 @ 100
        sell 1 market
        = rejected new 2 book-full
        """);

    [Fact]
    public void Opening_a_call_twice_changes_nothing() => Story.Tell("""
        call
        buy 1 @ 100
        call
        sell 1 @ 100
        book
        | 1:1 | 100 | 2:1 |
        """);

    [Fact]
    public void An_uncross_without_a_call_does_nothing() => Story.Tell("""
        buy 1 @ 100
        indicative at 100
        = auction none
        uncross at 100
        = auction none
        book
        | 1:1 | 100 |  |
        """);

    [Fact]
    public void After_the_auction_orders_trade_at_once_again() => Story.Tell("""
        call
        buy 10 @ 100
        sell 4 @ 100
        uncross at 100
        = trade 4 @ 100 1x2 auction
        sell 6 @ 99
        = trade 6 @ 100 3x1
        book
        """);

    [Fact]
    public void An_auction_in_which_nothing_crosses_trades_nothing() => Story.Tell("""
        call
        buy 10 @ 99
        sell 10 @ 100
        uncross at 99
        = auction none
        buy 10 @ 100
        = trade 10 @ 100 3x2
        """);

    [Fact]
    public void An_auction_of_an_empty_book_ends_the_call() => Story.Tell("""
        call
        uncross at 5
        = auction none
        buy 1 @ 100 ioc
        = cancelled 1 buy 1 @ 100 immediate
        """);

    [Fact]
    public void The_price_executes_the_most_lots() => Story.Tell("""
        call
        buy 10 @ 103
        buy 20 @ 101
        sell 15 @ 100
        sell 30 @ 102
        indicative at 103
        = auction 15 @ 101 surplus 15 buy
        """);

    [Fact]
    public void Of_prices_that_execute_as_many_lots_the_smallest_surplus_wins() => Story.Tell("""
        call
        buy 10 @ 105
        buy 5 @ 101
        sell 10 @ 100
        indicative at 100
        = auction 10 @ 102
        """);

    [Fact]
    public void A_surplus_of_sellers_keeps_the_price_down() => Story.Tell("""
        call
        buy 10 @ 105
        sell 10 @ 100
        sell 5 @ 103
        indicative at 105
        = auction 10 @ 102
        """);

    [Fact]
    public void Of_equal_prices_the_closest_to_the_reference_wins() => Story.Tell("""
        call
        buy 10 @ 110
        sell 10 @ 100
        indicative at 90
        = auction 10 @ 100
        indicative at 104
        = auction 10 @ 104
        indicative at 120
        = auction 10 @ 110
        """);

    [Fact]
    public void The_price_may_lie_where_no_order_does() => Story.Tell("""
        call
        buy 10 @ 1000000
        sell 10 @ -1000000
        buy 5 @ -1000000
        indicative at 123
        = auction 10 @ 123
        uncross at -2000000
        = trade 10 @ -999999 1x2 auction
        book
        | 3:5 | -1000000 |  |
        """);

    [Fact]
    public void A_surplus_of_buyers_on_all_prices_is_told() => Story.Tell("""
        call
        buy 12 @ 102
        sell 10 @ 100
        uncross at 101
        = trade 10 @ 101 1x2 auction
        = auction 10 @ 101 surplus 2 buy
        book
        | 1:2 | 102 |  |
        """);

    [Fact]
    public void Market_orders_only_trade_at_the_reference() => Story.Tell("""
        call
        buy 10 market
        sell 6 market
        uncross at 77
        = trade 6 @ 77 1x2 auction
        = cancelled 1 buy 4 @ 0 auction-over
        = auction 6 @ 77 surplus 4 buy
        book
        """);

    [Fact]
    public void A_market_order_against_limits_trades_within_them() => Story.Tell("""
        call
        buy 10 market
        sell 4 @ 100
        sell 4 @ 105
        indicative at 90
        = auction 8 @ 105 surplus 2 buy
        indicative at 110
        = auction 8 @ 110 surplus 2 buy
        """);

    [Fact]
    public void Leftover_market_orders_are_cancelled_bids_first_in_their_order() => Story.Tell("""
        call
        sell 1 market
        sell 2 market
        buy 5 @ 100
        uncross at 100
        = trade 1 @ 100 3x1 auction
        = trade 2 @ 100 3x2 auction
        call
        buy 1 market
        buy 2 market
        uncross at 100
        = cancelled 4 buy 1 @ 0 auction-over
        = cancelled 5 buy 2 @ 0 auction-over
        book
        | 3:2 | 100 |  |
        """);

    [Fact]
    public void The_auction_trades_by_price_and_then_by_time() => Story.Tell("""
        call
        buy 5 @ 100
        buy 5 @ 102
        buy 5 @ 102
        sell 4 @ 100
        sell 4 @ 99
        sell 4 @ 99
        indicative at 100
        = auction 12 @ 100 surplus 3 buy
        uncross at 100
        = trade 4 @ 100 2x5 auction
        = trade 1 @ 100 2x6 auction
        = trade 3 @ 100 3x6 auction
        = trade 2 @ 100 3x4 auction
        = trade 2 @ 100 1x4 auction
        = level buy 0 @ 102 in 0
        = level buy 3 @ 100 in 1
        = level sell 0 @ 99 in 0
        = level sell 0 @ 100 in 0
        book
        | 1:3 | 100 |  |
        """);

    [Fact]
    public void An_iceberg_trades_with_all_it_has_at_its_place() => Story.Tell("""
        call
        sell 20 @ 100 iceberg 5
        sell 10 @ 100
        buy 22 @ 100
        uncross at 100
        = trade 20 @ 100 3x1 auction
        = trade 2 @ 100 3x2 auction
        = level buy 0 @ 100 in 0
        = level sell 8 @ 100 in 1
        """);

    [Fact]
    public void An_iceberg_that_is_left_keeps_its_place_and_shows_again() => Story.Tell("""
        call
        sell 20 @ 100 iceberg 5
        sell 10 @ 100
        buy 5 @ 100
        uncross at 100
        = trade 5 @ 100 3x1 auction
        = level buy 0 @ 100 in 0
        = level sell 15 @ 100 in 2
        book
        |  | 100 | 1:5+10 2:10 |
        """);

    [Fact]
    public void What_an_auction_takes_of_an_iceberg_is_shown_first() => Story.Tell("""
        call
        sell 20 @ 100 iceberg 5
        buy 3 @ 100
        uncross at 100
        = trade 3 @ 100 2x1 auction
        book
        |  | 100 | 1:2+15 |
        """);

    [Fact]
    public void An_auction_cuts_into_the_slice_that_comes_after_the_shown_one() => Story.Tell("""
        call
        sell 30 @ 100 iceberg 10
        buy 13 @ 100
        uncross at 100
        = trade 13 @ 100 2x1 auction
        = level buy 0 @ 100 in 0
        = level sell 7 @ 100 in 1
        book
        |  | 100 | 1:7+10 |
        """);

    [Fact]
    public void Hidden_lots_count_for_the_price() => Story.Tell("""
        call
        sell 50 @ 100 iceberg 1
        sell 10 @ 98
        buy 60 @ 101
        indicative at 98
        = auction 60 @ 100
        """);

    [Fact]
    public void Own_orders_trade_with_each_other_in_an_auction() => Story.Tell("""
        call
        sell 5 @ 100 owner 1
        buy 5 @ 100 owner 1 stp cancel-both
        uncross at 100
        = trade 5 @ 100 2x1 auction
        """);

    [Fact]
    public void An_auction_at_the_ends_of_the_range_of_prices() => Story.Tell("""
        call
        buy 5 @ top
        sell 5 @ -top
        indicative at 0
        = auction 5 @ 0
        indicative at top
        = auction 5 @ top
        indicative at -top
        = auction 5 @ -top
        """);

    [Fact]
    public void An_indicative_price_changes_nothing() => Story.Tell("""
        call
        buy 5 @ 101
        sell 5 @ 100
        indicative at 100
        = auction 5 @ 100
        indicative at 101
        = auction 5 @ 101
        book
        | 1:5 | 101 |     |
        |     | 100 | 2:5 |
        """);

    [Fact]
    public void Several_calls_follow_each_other() => Story.Tell("""
        call
        buy 5 @ 101
        sell 3 @ 100
        uncross at 100
        = trade 3 @ 100 1x2 auction
        call
        sell 3 @ 100
        uncross at 101
        = trade 2 @ 101 1x3 auction
        book
        |  | 100 | 3:1 |
        """);
}
