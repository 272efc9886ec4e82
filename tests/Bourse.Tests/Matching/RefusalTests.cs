namespace Bourse.Tests.Matching;

/// <summary>Orders that are refused, and which of several reasons is given; the limits of a book.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("unknown 10 @ 100", "side-unknown")]
    [InlineData("3 10 @ 100", "side-unknown")]
    [InlineData("unknown 0 @ 100", "side-unknown")]
    [InlineData("buy 0 @ 100", "quantity-not-positive")]
    [InlineData("buy -1 @ 100 owner -1", "quantity-not-positive")]
    [InlineData("buy -9223372036854775808 market", "quantity-not-positive")]
    [InlineData("buy 1 @ top+1 owner -1", "owner-negative")]
    [InlineData("buy 1 @ 100 owner -2147483648", "owner-negative")]
    [InlineData("buy 1 @ top+1 tif 9", "price-out-of-range")]
    [InlineData("sell 1 @ -top-1", "price-out-of-range")]
    [InlineData("sell 1 @ max", "price-out-of-range")]
    [InlineData("sell 1 @ -9223372036854775808", "price-out-of-range")]
    [InlineData("buy 1 @ 100 type 2", "terms-contradict")]
    [InlineData("buy 1 @ 100 tif 3", "terms-contradict")]
    [InlineData("buy 1 @ 100 stp 5", "terms-contradict")]
    [InlineData("buy 1 market post-only", "terms-contradict")]
    [InlineData("buy 1 @ 100 ioc post-only", "terms-contradict")]
    [InlineData("buy 1 @ 100 fok post-only", "terms-contradict")]
    [InlineData("buy 1 market tif 3", "terms-contradict")]
    [InlineData("buy 1 @ 100 ioc post-only iceberg 5", "terms-contradict")]
    [InlineData("buy 1 @ 100 iceberg 2", "display-out-of-range")]
    public void The_first_thing_that_is_wrong_is_the_reason(string order, string reason) => Story.Tell($"""
        {order} as 7
        = rejected new 7 {reason}
        book
        """);

    [Fact]
    public void An_id_that_rests_is_refused_before_the_book_is_full() => Story.Tell("""
        with orders-max 1
        sell 10 @ 100
        buy 10 @ 100 as 1 post-only
        = rejected new 1 duplicate-order-id
        buy 10 @ 99 as 1 ioc
        = rejected new 1 duplicate-order-id
        """);

    [Fact]
    public void A_full_book_is_the_reason_before_a_post_only_order_that_would_take() => Story.Tell("""
        with orders-max 1
        sell 10 @ 100
        buy 10 @ 100 post-only
        = rejected new 2 book-full
        """);

    [Fact]
    public void A_full_book_refuses_what_could_rest_even_if_it_would_trade() => Story.Tell("""
        with orders-max 1
        sell 10 @ 100
        buy 10 @ 100
        = rejected new 2 book-full
        book
        |  | 100 | 1:10 |
        """);

    [Fact]
    public void A_full_book_still_serves_orders_that_cannot_rest() => Story.Tell("""
        with orders-max 1
        sell 10 @ 100
        buy 2 @ 100 ioc
        = trade 2 @ 100 2x1
        buy 2 @ 100 fok
        = trade 2 @ 100 3x1
        buy 2 market
        = trade 2 @ 100 4x1
        book
        |  | 100 | 1:4 |
        """);

    [Fact]
    public void A_book_that_was_full_has_room_after_a_cancellation() => Story.Tell("""
        with orders-max 2
        sell 10 @ 100
        sell 10 @ 101
        sell 10 @ 102
        = rejected new 3 book-full
        cancel 1
        sell 10 @ 102
        book
        |  | 102 | 4:10 |
        |  | 101 | 2:10 |
        """);

    [Fact]
    public void An_iceberg_counts_as_one_order_of_a_full_book() => Story.Tell("""
        with orders-max 2
        sell 30 @ 100 iceberg 10
        buy 10 @ 100
        = trade 10 @ 100 2x1
        = refilled 1 sell 10 @ 100
        sell 1 @ 101
        sell 1 @ 102
        = rejected new 4 book-full
        """);

    [Fact]
    public void A_refused_order_leaves_its_id_free() => Story.Tell("""
        buy 0 @ 100 as 5
        = rejected new 5 quantity-not-positive
        buy 1 @ 100 as 5
        book
        | 5:1 | 100 |  |
        """);

    [Fact]
    public void Ids_are_any_64_bits() => Story.Tell("""
        buy 1 @ 100 as 0
        buy 1 @ 100 as 18446744073709551615
        buy 1 @ 100 as 9223372036854775808
        cancel 0
        sell 2 @ 100 as 1
        = trade 1 @ 100 1x18446744073709551615
        = trade 1 @ 100 1x9223372036854775808
        book
        """);

    [Fact]
    public void The_largest_price_and_quantity_trade() => Story.Tell("""
        sell max @ top
        buy max @ top
        = trade max @ top 2x1
        buy max @ -top
        sell max @ -top
        = trade max @ -top 4x3
        book
        """);

    [Fact]
    public void A_level_holds_the_largest_quantity_and_no_lot_more() => Story.Tell("""
        buy max-1 @ 100
        buy 1 @ 100
        = level buy max @ 100 in 2
        buy 1 @ 100
        = accepted 3 buy 1 @ 100
        = cancelled 3 buy 1 @ 100 level-full
        buy 1 @ 99
        book
        | 1:9223372036854775806 2:1 | 100 |  |
        | 4:1                       |  99 |  |
        """);

    [Fact]
    public void The_rest_that_its_level_cannot_hold_is_cancelled_after_its_trades() => Story.Tell("""
        buy max @ 99
        sell 5 @ 100
        buy max @ 100
        = trade 5 @ 100 3x2
        cancel 1
        buy 6 @ 100
        = cancelled 4 buy 6 @ 100 level-full
        buy 5 @ 100
        = level buy max @ 100 in 2
        """);

    [Fact]
    public void Hidden_lots_do_not_fill_a_level() => Story.Tell("""
        buy max @ 100 iceberg 4611686018427387904
        buy 4611686018427387903 @ 100
        = level buy max @ 100 in 2
        buy max @ 100 iceberg 4611686018427387904
        = accepted 3 buy max @ 100
        = cancelled 3 buy max @ 100 level-full
        """);

    [Fact]
    public void Fill_or_kill_counts_beyond_64_bits() => Story.Tell("""
        sell max @ 100
        sell max @ 101
        buy max @ 101 fok
        = trade max @ 100 3x1
        """);

    [Fact]
    public void A_market_order_of_the_largest_quantity_takes_all() => Story.Tell("""
        sell max @ 100
        sell max @ 101
        sell 7 @ 102
        buy max market
        = trade max @ 100 4x1
        book
        |  | 102 | 3:7 |
        |  | 101 | 2:9223372036854775807 |
        """);
}
