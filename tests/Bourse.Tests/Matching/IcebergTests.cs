namespace Bourse.Tests.Matching;

/// <summary>Orders that show a part at a time.</summary>
public sealed class IcebergTests
{
    [Fact]
    public void An_iceberg_shows_its_display_and_hides_the_rest() => Story.Tell("""
        sell 25 @ 100 iceberg 10
        = accepted 1 sell 25 @ 100
        = level sell 10 @ 100 in 1
        book
        |  | 100 | 1:10+15 |
        """);

    [Fact]
    public void A_shown_part_that_is_used_up_is_refilled_at_the_back() => Story.Tell("""
        sell 20 @ 100 iceberg 10
        sell 10 @ 100
        buy 10 @ 100
        = trade 10 @ 100 3x1
        = refilled 1 sell 10 @ 100
        book
        |  | 100 | 2:10 1:10 |
        """);

    [Fact]
    public void A_shown_part_that_is_used_in_part_keeps_its_place() => Story.Tell("""
        sell 20 @ 100 iceberg 10
        sell 10 @ 100
        buy 9 @ 100
        = trade 9 @ 100 3x1
        book
        |  | 100 | 1:1+10 2:10 |
        """);

    [Fact]
    public void A_sweep_meets_the_refilled_part_after_the_others_of_the_level() => Story.Tell("""
        sell 20 @ 100 iceberg 10
        sell 10 @ 100
        sell 10 @ 101
        buy 35 @ 101
        = trade 10 @ 100 4x1
        = refilled 1 sell 10 @ 100
        = trade 10 @ 100 4x2
        = trade 10 @ 100 4x1
        = trade 5 @ 101 4x3
        book
        |  | 101 | 3:5 |
        """);

    [Fact]
    public void Two_icebergs_take_turns() => Story.Tell("""
        buy 12 @ 100 iceberg 5
        buy 6 @ 100 iceberg 4
        sell 18 @ 100
        = trade 5 @ 100 3x1
        = refilled 1 buy 5 @ 100
        = trade 4 @ 100 3x2
        = refilled 2 buy 2 @ 100
        = trade 5 @ 100 3x1
        = refilled 1 buy 2 @ 100
        = trade 2 @ 100 3x2
        = trade 2 @ 100 3x1
        book
        """);

    [Fact]
    public void The_last_refill_shows_what_is_left() => Story.Tell("""
        sell 11 @ 100 iceberg 10
        buy 10 @ 100
        = trade 10 @ 100 2x1
        = refilled 1 sell 1 @ 100
        buy 1 @ 100
        = trade 1 @ 100 3x1
        book
        """);

    [Fact]
    public void A_display_of_the_whole_quantity_hides_nothing() => Story.Tell("""
        sell 10 @ 100 iceberg 10
        sell 10 @ 100
        buy 10 @ 100
        = trade 10 @ 100 3x1
        book
        |  | 100 | 2:10 |
        """);

    [Fact]
    public void An_iceberg_takes_with_all_it_has() => Story.Tell("""
        sell 10 @ 100
        buy 30 @ 100 iceberg 5
        = trade 10 @ 100 2x1
        book
        | 2:5+15 | 100 |  |
        """);

    [Fact]
    public void What_is_left_of_an_iceberg_below_its_display_is_all_shown() => Story.Tell("""
        sell 27 @ 100
        buy 30 @ 100 iceberg 5
        = trade 27 @ 100 2x1
        book
        | 2:3 | 100 |  |
        """);

    [Fact]
    public void Cancelling_an_iceberg_cancels_its_hidden_lots_too() => Story.Tell("""
        sell 30 @ 100 iceberg 5
        buy 5 @ 100
        = trade 5 @ 100 2x1
        = refilled 1 sell 5 @ 100
        cancel 1
        = cancelled 1 sell 25 @ 100 requested
        = level sell 0 @ 100 in 0
        """);

    [Fact]
    public void A_display_of_one_lot_is_refilled_lot_by_lot() => Story.Tell("""
        sell 3 @ 100 iceberg 1
        buy 3 @ 100
        = trade 1 @ 100 2x1
        = refilled 1 sell 1 @ 100
        = trade 1 @ 100 2x1
        = refilled 1 sell 1 @ 100
        = trade 1 @ 100 2x1
        book
        """);

    [Theory]
    [InlineData("iceberg -1")]
    [InlineData("iceberg 11")]
    [InlineData("iceberg 5 ioc")]
    [InlineData("iceberg 5 fok")]
    [InlineData("iceberg 5 market")]
    [InlineData("iceberg -1 market")]
    [InlineData("iceberg -9223372036854775808")]
    public void A_display_that_means_nothing_is_refused(string terms) => Story.Tell($"""
        buy 10 @ 100 {terms}
        = rejected new 1 display-out-of-range
        """);

    [Fact]
    public void An_iceberg_is_shown_in_at_most_ten_thousand_parts() => Story.Tell("""
        buy 20001 @ 100 iceberg 2
        = rejected new 1 display-out-of-range
        buy 20000 @ 100 iceberg 2
        = accepted 2 buy 20000 @ 100
        replace 2 20001 @ 100
        = rejected replace 2 display-out-of-range
        replace 2 19999 @ 99
        = replaced 2 buy 19999 @ 99
        """);

    [Fact]
    public void A_post_only_order_may_be_an_iceberg() => Story.Tell("""
        buy 10 @ 100 iceberg 4 post-only
        book
        | 1:4+6 | 100 |  |
        """);

    [Fact]
    public void A_refill_shows_no_more_than_its_level_can_hold() => Story.Tell("""
        sell max @ 100 iceberg 4611686018427387904
        buy 4611686018427387903 @ 100
        = trade 4611686018427387903 @ 100 2x1
        sell max-1 @ 100
        = level sell max @ 100 in 2
        buy 1 @ 100
        = trade 1 @ 100 4x1
        = refilled 1 sell 1 @ 100
        = level none
        book
        |  | 100 | 3:9223372036854775806 1:1+4611686018427387902 |
        """);

    [Fact]
    public void An_auction_shows_no_more_than_a_level_can_hold() => Story.Tell("""
        sell max @ 100 iceberg 4611686018427387904
        buy 4611686018427387903 @ 100
        = trade 4611686018427387903 @ 100 2x1
        sell max-1 @ 100
        call
        buy 1 @ 100
        uncross at 100
        = trade 1 @ 100 4x1 auction
        = level buy 0 @ 100 in 0
        = level sell max @ 100 in 2
        book
        |  | 100 | 1:1+4611686018427387902 3:9223372036854775806 |
        """);
}
