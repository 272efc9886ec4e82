namespace Bourse.Tests.Matching;

/// <summary>What happens when an order would trade with another of its owner: the incoming order's mode decides.</summary>
public sealed class SelfTradeTests
{
    [Fact]
    public void Without_prevention_an_owner_trades_with_himself() => Story.Tell("""
        sell 10 @ 100 owner 1 stp cancel-newest
        buy 10 @ 100 owner 1
        = trade 10 @ 100 2x1
        """);

    [Fact]
    public void Owner_zero_is_nobody_in_particular() => Story.Tell("""
        sell 10 @ 100
        buy 10 @ 100 stp cancel-newest
        = trade 10 @ 100 2x1
        """);

    [Fact]
    public void Prevention_does_not_concern_other_owners() => Story.Tell("""
        sell 10 @ 100 owner 1
        buy 10 @ 100 owner 2 stp cancel-both
        = trade 10 @ 100 2x1
        """);

    [Fact]
    public void Cancel_newest_ends_the_incoming_order_at_its_own() => Story.Tell("""
        sell 5 @ 100 owner 2
        sell 10 @ 100 owner 1
        sell 10 @ 100 owner 2
        buy 20 @ 100 owner 1 stp cancel-newest
        = trade 5 @ 100 4x1
        = cancelled 4 buy 15 @ 100 self-trade
        book
        |  | 100 | 2:10 3:10 |
        """);

    [Fact]
    public void Cancel_newest_at_once_leaves_the_level_untold() => Story.Tell("""
        sell 10 @ 100 owner 1
        buy 20 @ 100 owner 1 stp cancel-newest
        = accepted 2 buy 20 @ 100
        = cancelled 2 buy 20 @ 100 self-trade
        = level none
        """);

    [Fact]
    public void Cancel_oldest_takes_the_resting_order_away_and_goes_on() => Story.Tell("""
        sell 10 @ 100 owner 1
        sell 10 @ 100 owner 2
        buy 20 @ 100 owner 1 stp cancel-oldest
        = cancelled 1 sell 10 @ 100 self-trade
        = trade 10 @ 100 3x2
        book
        | 3:10 | 100 |  |
        """);

    [Fact]
    public void Cancel_oldest_cancels_hidden_lots_too() => Story.Tell("""
        sell 30 @ 100 owner 1 iceberg 10
        buy 20 @ 100 owner 1 stp cancel-oldest
        = cancelled 1 sell 30 @ 100 self-trade
        book
        | 2:20 | 100 |  |
        """);

    [Fact]
    public void Cancel_oldest_clears_an_owners_whole_side() => Story.Tell("""
        sell 1 @ 100 owner 1
        sell 1 @ 101 owner 1
        sell 1 @ 102 owner 1
        buy 5 market owner 1 stp cancel-oldest
        = cancelled 1 sell 1 @ 100 self-trade
        = cancelled 2 sell 1 @ 101 self-trade
        = cancelled 3 sell 1 @ 102 self-trade
        = cancelled 4 buy 5 @ 0 immediate
        book
        """);

    [Fact]
    public void Cancel_both_ends_both() => Story.Tell("""
        sell 10 @ 100 owner 1
        sell 10 @ 100 owner 2
        buy 20 @ 100 owner 1 stp cancel-both
        = cancelled 1 sell 10 @ 100 self-trade
        = cancelled 3 buy 20 @ 100 self-trade
        book
        |  | 100 | 2:10 |
        """);

    [Fact]
    public void Cancel_both_after_a_fill_cancels_the_rest() => Story.Tell("""
        buy 4 @ 100 owner 2
        buy 10 @ 99 owner 1
        sell 6 @ 99 owner 1 stp cancel-both
        = trade 4 @ 100 3x1
        = cancelled 2 buy 10 @ 99 self-trade
        = cancelled 3 sell 2 @ 99 self-trade
        book
        """);

    [Fact]
    public void Decrement_reduces_a_larger_resting_order_and_ends_the_incoming_one() => Story.Tell("""
        sell 10 @ 100 owner 1
        buy 4 @ 100 owner 1 stp decrement
        = accepted 2 buy 4 @ 100
        = reduced 1 sell @ 100 by 4 to 6
        = cancelled 2 buy 4 @ 100 self-trade
        = level sell 6 @ 100 in 1
        """);

    [Fact]
    public void Decrement_ends_a_smaller_resting_order_and_goes_on_with_the_rest() => Story.Tell("""
        sell 4 @ 100 owner 1
        sell 3 @ 100 owner 2
        buy 10 @ 100 owner 1 stp decrement
        = cancelled 1 sell 4 @ 100 self-trade
        = reduced 3 buy @ 100 by 4 to 6
        = trade 3 @ 100 3x2
        book
        | 3:3 | 100 |  |
        """);

    [Fact]
    public void Decrement_of_equal_orders_ends_both() => Story.Tell("""
        sell 4 @ 100 owner 1
        buy 4 @ 100 owner 1 stp decrement
        = cancelled 1 sell 4 @ 100 self-trade
        = cancelled 2 buy 4 @ 100 self-trade
        book
        """);

    [Fact]
    public void Decrement_takes_hidden_lots_before_shown_ones() => Story.Tell("""
        sell 30 @ 100 owner 1 iceberg 10
        buy 15 @ 100 owner 1 stp decrement
        = reduced 1 sell @ 100 by 15 to 15
        = cancelled 2 buy 15 @ 100 self-trade
        = level none
        book
        |  | 100 | 1:10+5 |
        """);

    [Fact]
    public void Decrement_beyond_the_hidden_lots_takes_shown_ones() => Story.Tell("""
        sell 30 @ 100 owner 1 iceberg 10
        sell 5 @ 100 owner 2
        buy 24 @ 100 owner 1 stp decrement
        = reduced 1 sell @ 100 by 24 to 6
        = cancelled 3 buy 24 @ 100 self-trade
        book
        |  | 100 | 1:6 2:5 |
        """);

    [Fact]
    public void Decrement_ends_an_iceberg_at_once() => Story.Tell("""
        sell 30 @ 100 owner 1 iceberg 10
        buy 31 @ 100 owner 1 stp decrement
        = cancelled 1 sell 30 @ 100 self-trade
        = reduced 2 buy @ 100 by 30 to 1
        book
        | 2:1 | 100 |  |
        """);

    [Fact]
    public void A_decremented_market_order_has_no_price() => Story.Tell("""
        sell 4 @ 100 owner 1
        buy 10 market owner 1 stp decrement
        = cancelled 1 sell 4 @ 100 self-trade
        = reduced 2 buy @ 0 by 4 to 6
        = cancelled 2 buy 6 @ 0 immediate
        """);

    [Fact]
    public void A_refilled_own_iceberg_is_met_only_when_its_turn_comes() => Story.Tell("""
        sell 10 @ 100 owner 2 iceberg 5
        sell 5 @ 100 owner 1
        buy 12 @ 100 owner 1 stp cancel-oldest
        = trade 5 @ 100 3x1
        = refilled 1 sell 5 @ 100
        = cancelled 2 sell 5 @ 100 self-trade
        = trade 5 @ 100 3x1
        book
        | 3:2 | 100 |  |
        """);

    [Fact]
    public void Fill_or_kill_does_not_count_own_orders_that_would_be_cancelled() => Story.Tell("""
        sell 10 @ 100 owner 1
        sell 10 @ 101 owner 2
        buy 11 @ 101 owner 1 fok stp cancel-oldest
        = cancelled 3 buy 11 @ 101 fill-or-kill
        buy 10 @ 101 owner 1 fok stp cancel-oldest
        = cancelled 1 sell 10 @ 100 self-trade
        = trade 10 @ 101 4x2
        book
        """);

    [Theory]
    [InlineData("cancel-newest")]
    [InlineData("cancel-both")]
    [InlineData("decrement")]
    public void Fill_or_kill_counts_only_what_stands_before_an_own_order(string mode) => Story.Tell($"""
        sell 10 @ 100 owner 2
        sell 1 @ 100 owner 1
        sell 10 @ 100 owner 2
        buy 11 @ 100 owner 1 fok stp {mode}
        = cancelled 4 buy 11 @ 100 fill-or-kill
        buy 10 @ 100 owner 1 fok stp {mode}
        = trade 10 @ 100 5x1
        book
        |  | 100 | 2:1 3:10 |
        """);

    [Fact]
    public void Fill_or_kill_counts_own_orders_without_prevention() => Story.Tell("""
        sell 10 @ 100 owner 1
        buy 10 @ 100 owner 1 fok
        = trade 10 @ 100 2x1
        """);

    [Fact]
    public void A_post_only_order_is_refused_by_an_own_order_too() => Story.Tell("""
        sell 10 @ 100 owner 1
        buy 10 @ 100 owner 1 post-only stp cancel-oldest
        = rejected new 2 would-take
        """);

    [Fact]
    public void The_level_is_told_once_though_prevention_changed_it_repeatedly() => Story.Tell("""
        sell 10 @ 100 owner 1
        sell 10 @ 100 owner 2
        sell 10 @ 100 owner 1
        buy 15 @ 100 owner 1 stp cancel-oldest
        = accepted 4 buy 15 @ 100
        = cancelled 1 sell 10 @ 100 self-trade
        = trade 10 @ 100 4x2
        = cancelled 3 sell 10 @ 100 self-trade
        = level sell 0 @ 100 in 0
        = level buy 5 @ 100 in 1
        """);
}
