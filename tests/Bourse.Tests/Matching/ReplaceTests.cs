namespace Bourse.Tests.Matching;

/// <summary>New terms for a resting order.</summary>
public sealed class ReplaceTests
{
    [Fact]
    public void Less_quantity_at_the_same_price_keeps_the_place() => Story.Tell("""
        buy 10 @ 100
        buy 10 @ 100
        replace 1 4 @ 100
        = replaced 1 buy 4 @ 100
        = level buy 14 @ 100 in 2
        book
        | 1:4 2:10 | 100 |  |
        """);

    [Fact]
    public void The_same_terms_change_nothing() => Story.Tell("""
        buy 10 @ 100
        buy 10 @ 100
        replace 1 10 @ 100
        = replaced 1 buy 10 @ 100
        = level none
        book
        | 1:10 2:10 | 100 |  |
        """);

    [Fact]
    public void More_quantity_goes_to_the_back() => Story.Tell("""
        buy 10 @ 100
        buy 10 @ 100
        replace 1 11 @ 100
        = replaced 1 buy 11 @ 100
        = level buy 21 @ 100 in 2
        book
        | 2:10 1:11 | 100 |  |
        """);

    [Fact]
    public void Another_price_goes_to_the_back_of_that_level() => Story.Tell("""
        buy 10 @ 100
        buy 10 @ 99
        buy 10 @ 99
        replace 1 5 @ 99
        = replaced 1 buy 5 @ 99
        = level buy 0 @ 100 in 0
        = level buy 25 @ 99 in 3
        book
        | 2:10 3:10 1:5 | 99 |  |
        """);

    [Fact]
    public void A_replaced_order_takes_if_it_crosses_now() => Story.Tell("""
        sell 10 @ 100
        buy 15 @ 98
        replace 2 15 @ 101
        = replaced 2 buy 15 @ 101
        = level buy 0 @ 98 in 0
        = trade 10 @ 100 2x1
        = level sell 0 @ 100 in 0
        = level buy 5 @ 101 in 1
        book
        | 2:5 | 101 |  |
        """);

    [Fact]
    public void A_replaced_order_may_be_filled_whole() => Story.Tell("""
        buy 10 @ 100
        sell 6 @ 102
        replace 2 6 @ 99
        = trade 6 @ 100 2x1
        cancel 2
        = rejected cancel 2 unknown-order
        book
        | 1:4 | 100 |  |
        """);

    [Fact]
    public void Less_quantity_takes_hidden_lots_first() => Story.Tell("""
        sell 30 @ 100 iceberg 10
        sell 5 @ 100
        replace 1 12 @ 100
        = replaced 1 sell 12 @ 100
        book
        |  | 100 | 1:10+2 2:5 |
        """);

    [Fact]
    public void Less_hidden_quantity_tells_of_no_level() => Story.Tell("""
        sell 30 @ 100 iceberg 10
        replace 1 10 @ 100
        = replaced 1 sell 10 @ 100
        = level none
        book
        |  | 100 | 1:10 |
        """);

    [Fact]
    public void Less_quantity_than_an_iceberg_shows_takes_shown_lots() => Story.Tell("""
        sell 30 @ 100 iceberg 10
        sell 5 @ 100
        replace 1 7 @ 100
        = replaced 1 sell 7 @ 100
        = level sell 12 @ 100 in 2
        book
        |  | 100 | 1:7 2:5 |
        """);

    [Fact]
    public void An_iceberg_that_moves_keeps_its_display() => Story.Tell("""
        sell 30 @ 100 iceberg 10
        buy 7 @ 100
        = trade 7 @ 100 2x1
        replace 1 23 @ 101
        book
        |  | 101 | 1:10+13 |
        """);

    [Fact]
    public void An_iceberg_that_shrank_hides_again_when_it_grows() => Story.Tell("""
        sell 30 @ 100 iceberg 10
        replace 1 6 @ 100
        replace 1 25 @ 100
        = replaced 1 sell 25 @ 100
        = level sell 10 @ 100 in 1
        book
        |  | 100 | 1:10+15 |
        """);

    [Fact]
    public void An_iceberg_below_its_display_shows_all_where_it_moves() => Story.Tell("""
        sell 30 @ 100 iceberg 10
        replace 1 9 @ 101
        book
        |  | 101 | 1:9 |
        """);

    [Fact]
    public void A_partly_filled_order_is_replaced_by_what_is_open() => Story.Tell("""
        sell 10 @ 100
        sell 10 @ 100
        buy 6 @ 100
        = trade 6 @ 100 3x1
        replace 1 5 @ 100
        = replaced 1 sell 5 @ 100
        book
        |  | 100 | 2:10 1:5 |
        """);

    [Fact]
    public void A_post_only_replacement_that_would_take_is_refused() => Story.Tell("""
        sell 10 @ 100
        buy 10 @ 98
        replace 2 5 @ 100 post-only
        = rejected replace 2 would-take
        book
        |      | 100 | 1:10 |
        | 2:10 |  98 |      |
        """);

    [Fact]
    public void A_post_only_replacement_moves_up_to_the_opposite_price() => Story.Tell("""
        sell 10 @ 100
        buy 10 @ 98
        replace 2 10 @ 99 post-only
        = replaced 2 buy 10 @ 99
        = level buy 0 @ 98 in 0
        = level buy 10 @ 99 in 1
        """);

    [Fact]
    public void The_replacement_decides_on_self_trade_prevention() => Story.Tell("""
        sell 10 @ 100 owner 1
        buy 15 @ 98 owner 1 stp cancel-newest
        replace 2 15 @ 100 stp cancel-oldest
        = cancelled 1 sell 10 @ 100 self-trade
        book
        | 2:15 | 100 |  |
        """);

    [Fact]
    public void A_replacement_without_prevention_trades_with_its_owner() => Story.Tell("""
        sell 10 @ 100 owner 1
        buy 15 @ 98 owner 1 stp cancel-newest
        replace 2 15 @ 100
        = trade 10 @ 100 2x1
        """);

    [Fact]
    public void A_replacement_that_prevention_ends_is_gone() => Story.Tell("""
        sell 10 @ 100 owner 1
        buy 15 @ 98 owner 1
        replace 2 15 @ 100 stp cancel-newest
        = replaced 2 buy 15 @ 100
        = level buy 0 @ 98 in 0
        = cancelled 2 buy 15 @ 100 self-trade
        replace 2 15 @ 98
        = rejected replace 2 unknown-order
        book
        |  | 100 | 1:10 |
        """);

    [Fact]
    public void A_decremented_replacement_goes_on_with_the_rest() => Story.Tell("""
        sell 10 @ 100 owner 1
        buy 15 @ 98 owner 1 iceberg 4
        replace 2 15 @ 100 stp decrement
        = cancelled 1 sell 10 @ 100 self-trade
        = reduced 2 buy @ 100 by 10 to 5
        book
        | 2:4+1 | 100 |  |
        """);

    [Theory]
    [InlineData("replace 9 10 @ 100", "replace 9 unknown-order")]
    [InlineData("replace 9 0 @ top+1 stp 9", "replace 9 unknown-order")]
    [InlineData("replace 1 0 @ 100", "replace 1 quantity-not-positive")]
    [InlineData("replace 1 -5 @ top+1", "replace 1 quantity-not-positive")]
    [InlineData("replace 1 10 @ top+1", "replace 1 price-out-of-range")]
    [InlineData("replace 1 10 @ -top-1 stp 9", "replace 1 price-out-of-range")]
    [InlineData("replace 1 10 @ -9223372036854775808", "replace 1 price-out-of-range")]
    [InlineData("replace 1 10 @ 100 stp 5", "replace 1 terms-contradict")]
    public void A_replacement_that_makes_no_sense_is_refused(string replacement, string refusal) => Story.Tell($"""
        buy 10 @ 100
        {replacement}
        = rejected {refusal}
        book
        | 1:10 | 100 |  |
        """);

    [Fact]
    public void A_full_book_still_replaces() => Story.Tell("""
        with orders-max 2
        buy 10 @ 100
        buy 10 @ 99
        replace 1 20 @ 98
        = replaced 1 buy 20 @ 98
        buy 1 @ 97
        = rejected new 3 book-full
        book
        | 2:10 | 99 |  |
        | 1:20 | 98 |  |
        """);

    [Fact]
    public void A_replacement_may_move_across_the_whole_range_of_prices() => Story.Tell("""
        buy 10 @ -top
        replace 1 10 @ top
        = replaced 1 buy 10 @ top
        = level buy 0 @ -top in 0
        = level buy 10 @ top in 1
        replace 1 10 @ -top
        sell 10 @ -top
        = trade 10 @ -top 2x1
        book
        """);

    [Fact]
    public void A_replacement_that_its_new_level_cannot_hold_is_gone() => Story.Tell("""
        buy max @ 100
        buy 1 @ 99
        replace 2 1 @ 100
        = replaced 2 buy 1 @ 100
        = level buy 0 @ 99 in 0
        = cancelled 2 buy 1 @ 100 level-full
        book
        | 1:9223372036854775807 | 100 |  |
        """);

    [Fact]
    public void A_replacement_that_outgrows_its_level_is_gone_and_the_level_told() => Story.Tell("""
        buy max-1 @ 100
        buy 1 @ 100
        replace 2 2 @ 100
        = replaced 2 buy 2 @ 100
        = cancelled 2 buy 2 @ 100 level-full
        = level buy max-1 @ 100 in 1
        """);

    [Fact]
    public void A_waiting_market_order_that_outgrows_its_queue_is_gone_without_a_level() => Story.Tell("""
        call
        buy max-1 market
        buy 1 market
        replace 2 2 @ 0
        = replaced 2 buy 2 @ 0
        = cancelled 2 buy 2 @ 0 level-full
        = level none
        """);
}
