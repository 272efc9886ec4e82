namespace Bourse.Tests.Matching;

/// <summary>When a book tells of its levels, and of which.</summary>
public sealed class LevelTests
{
    [Fact]
    public void A_level_shows_the_sum_of_its_orders() => Story.Tell("""
        buy 10 @ 100
        = level buy 10 @ 100 in 1
        buy 5 @ 100
        = level buy 15 @ 100 in 2
        cancel 1
        = cancelled 1 buy 10 @ 100 requested
        = level buy 5 @ 100 in 1
        cancel 2
        = cancelled 2 buy 5 @ 100 requested
        = level buy 0 @ 100 in 0
        """);

    [Fact]
    public void A_sweep_tells_of_each_level_as_it_is_done_with_and_of_its_own_last() => Story.Tell("""
        sell 10 @ 100
        sell 10 @ 100
        sell 10 @ 101
        buy 35 @ 105
        = accepted 4 buy 35 @ 105
        = trade 10 @ 100 4x1
        = trade 10 @ 100 4x2
        = level sell 0 @ 100 in 0
        = trade 10 @ 101 4x3
        = level sell 0 @ 101 in 0
        = level buy 5 @ 105 in 1
        """);

    [Fact]
    public void A_level_that_is_taken_in_part_is_told_once() => Story.Tell("""
        sell 10 @ 100
        sell 10 @ 100
        sell 10 @ 100
        buy 15 @ 100
        = trade 10 @ 100 4x1
        = trade 5 @ 100 4x2
        = level sell 15 @ 100 in 2
        """);

    [Fact]
    public void A_level_shows_no_hidden_lots() => Story.Tell("""
        sell 100 @ 100 iceberg 10
        = level sell 10 @ 100 in 1
        sell 5 @ 100
        = level sell 15 @ 100 in 2
        buy 12 @ 100
        = trade 10 @ 100 3x1
        = refilled 1 sell 10 @ 100
        = trade 2 @ 100 3x2
        = level sell 13 @ 100 in 2
        """);

    [Fact]
    public void A_level_that_shows_what_it_showed_before_is_not_told() => Story.Tell("""
        sell 100 @ 100 iceberg 10
        buy 10 @ 100
        = trade 10 @ 100 2x1
        = refilled 1 sell 10 @ 100
        = level none
        """);

    [Fact]
    public void The_rest_of_an_immediate_order_is_cancelled_after_the_level_is_told() => Story.Tell("""
        sell 10 @ 100
        buy 15 @ 100 ioc
        = trade 10 @ 100 2x1
        = level sell 0 @ 100 in 0
        = cancelled 2 buy 5 @ 100 immediate
        """);

    [Fact]
    public void A_refused_order_tells_of_no_level() => Story.Tell("""
        sell 10 @ 100
        sell 10 @ 100 as 1
        = rejected new 1 duplicate-order-id
        cancel 7
        = rejected cancel 7 unknown-order
        replace 7 1 @ 1
        = rejected replace 7 unknown-order
        buy 5 @ 100 post-only
        = rejected new 2 would-take
        book
        | | 100 | 1:10 |
        """);

    [Fact]
    public void A_killed_order_tells_of_no_level() => Story.Tell("""
        sell 10 @ 100
        buy 15 @ 100 fok
        = accepted 2 buy 15 @ 100
        = cancelled 2 buy 15 @ 100 fill-or-kill
        = level none
        """);
}
