namespace Bourse.Tests.Matching;

/// <summary>What an incoming order does: limit, market, immediate-or-cancel, fill-or-kill and post-only.</summary>
public sealed class TakingTests
{
    [Fact]
    public void A_buyer_takes_the_cheapest_offer_first() => Story.Tell("""
        sell 10 @ 101
        sell 10 @ 100
        buy 15 @ 101
        = trade 10 @ 100 3x2
        = trade 5 @ 101 3x1
        book
        |  | 101 | 1:5 |
        """);

    [Fact]
    public void A_seller_takes_the_dearest_bid_first() => Story.Tell("""
        buy 10 @ 99
        buy 10 @ 100
        sell 15 @ 99
        = trade 10 @ 100 3x2
        = trade 5 @ 99 3x1
        book
        | 1:5 | 99 |  |
        """);

    [Fact]
    public void At_one_price_the_older_order_trades_first() => Story.Tell("""
        sell 10 @ 100
        sell 10 @ 100
        sell 10 @ 100
        buy 15 @ 100
        = trade 10 @ 100 4x1
        = trade 5 @ 100 4x2
        book
        |  | 100 | 2:5 3:10 |
        """);

    [Fact]
    public void Both_orders_are_gone_when_their_quantities_are_equal() => Story.Tell("""
        sell 10 @ 100
        buy 10 @ 100
        = accepted 2 buy 10 @ 100
        = trade 10 @ 100 2x1
        = level sell 0 @ 100 in 0
        book
        """);

    [Fact]
    public void Orders_that_do_not_cross_rest_on_their_sides() => Story.Tell("""
        buy 10 @ 99
        = accepted 1 buy 10 @ 99
        = level buy 10 @ 99 in 1
        sell 20 @ 100
        = accepted 2 sell 20 @ 100
        = level sell 20 @ 100 in 1
        book
        |      | 100 | 2:20 |
        | 1:10 |  99 |      |
        """);

    [Fact]
    public void The_rest_of_a_limit_order_rests_at_its_own_limit() => Story.Tell("""
        sell 10 @ 100
        buy 25 @ 102
        = trade 10 @ 100 2x1
        book
        | 2:15 | 102 |  |
        """);

    [Fact]
    public void A_limit_order_stops_at_its_limit() => Story.Tell("""
        sell 5 @ 100
        sell 5 @ 102
        buy 20 @ 101
        = trade 5 @ 100 3x1
        book
        |      | 102 | 2:5 |
        | 3:15 | 101 |     |
        """);

    [Fact]
    public void A_market_order_takes_at_any_price() => Story.Tell("""
        buy 1 @ -top
        buy 2 @ 100
        sell 3 market
        = accepted 3 sell 3 @ 0
        = trade 2 @ 100 3x2
        = trade 1 @ -top 3x1
        book
        """);

    [Fact]
    public void A_market_order_finds_nothing_in_an_empty_book() => Story.Tell("""
        buy 10 market
        = accepted 1 buy 10 @ 0
        = cancelled 1 buy 10 @ 0 immediate
        book
        """);

    [Fact]
    public void The_rest_of_a_market_order_is_cancelled_after_its_last_level() => Story.Tell("""
        sell 10 @ 100
        buy 15 market
        = accepted 2 buy 15 @ 0
        = trade 10 @ 100 2x1
        = level sell 0 @ 100 in 0
        = cancelled 2 buy 5 @ 0 immediate
        book
        """);

    [Fact]
    public void The_price_of_a_market_order_is_ignored() => Story.Tell("""
        sell 10 @ 100
        buy 10 @ top+1 market
        = accepted 2 buy 10 @ 0
        = trade 10 @ 100 2x1
        = level sell 0 @ 100 in 0
        """);

    [Fact]
    public void A_market_order_may_be_immediate_or_cancel() => Story.Tell("""
        sell 4 @ 100
        buy 10 market ioc
        = trade 4 @ 100 2x1
        = cancelled 2 buy 6 @ 0 immediate
        """);

    [Fact]
    public void A_market_order_may_be_fill_or_kill() => Story.Tell("""
        sell 4 @ 100
        sell 4 @ 200
        buy 9 market fok
        = cancelled 3 buy 9 @ 0 fill-or-kill
        buy 8 market fok
        = trade 4 @ 100 4x1
        = trade 4 @ 200 4x2
        book
        """);

    [Fact]
    public void The_rest_of_an_immediate_order_is_cancelled() => Story.Tell("""
        sell 10 @ 100
        sell 10 @ 102
        buy 15 @ 101 ioc
        = trade 10 @ 100 3x1
        = cancelled 3 buy 5 @ 101 immediate
        book
        |  | 102 | 2:10 |
        """);

    [Fact]
    public void An_immediate_order_that_meets_nothing_is_cancelled_whole() => Story.Tell("""
        sell 10 @ 100
        buy 15 @ 99 ioc
        = accepted 2 buy 15 @ 99
        = cancelled 2 buy 15 @ 99 immediate
        """);

    [Fact]
    public void An_immediate_order_that_is_filled_is_not_cancelled() => Story.Tell("""
        sell 10 @ 100
        buy 10 @ 100 ioc
        = trade 10 @ 100 2x1
        """);

    [Fact]
    public void A_fill_or_kill_order_that_lacks_one_lot_trades_nothing() => Story.Tell("""
        sell 10 @ 100
        sell 10 @ 101
        buy 21 @ 101 fok
        = accepted 3 buy 21 @ 101
        = cancelled 3 buy 21 @ 101 fill-or-kill
        book
        |  | 101 | 2:10 |
        |  | 100 | 1:10 |
        """);

    [Fact]
    public void A_fill_or_kill_order_takes_all_that_there_is() => Story.Tell("""
        sell 10 @ 100
        sell 10 @ 101
        buy 20 @ 101 fok
        = trade 10 @ 100 3x1
        = trade 10 @ 101 3x2
        book
        """);

    [Fact]
    public void A_fill_or_kill_order_does_not_count_what_is_beyond_its_limit() => Story.Tell("""
        buy 10 @ 100
        buy 10 @ 99
        sell 11 @ 100 fok
        = cancelled 3 sell 11 @ 100 fill-or-kill
        """);

    [Fact]
    public void A_fill_or_kill_order_counts_on_hidden_lots() => Story.Tell("""
        sell 10 @ 100 iceberg 3
        buy 10 @ 100 fok
        = trade 3 @ 100 2x1
        = refilled 1 sell 3 @ 100
        = trade 3 @ 100 2x1
        = refilled 1 sell 3 @ 100
        = trade 3 @ 100 2x1
        = refilled 1 sell 1 @ 100
        = trade 1 @ 100 2x1
        book
        """);

    [Fact]
    public void A_post_only_order_that_would_take_is_refused() => Story.Tell("""
        sell 10 @ 100
        buy 10 @ 100 post-only
        = rejected new 2 would-take
        sell 5 @ 101
        buy 10 @ 200 post-only as 9
        = rejected new 9 would-take
        book
        |  | 101 | 3:5  |
        |  | 100 | 1:10 |
        """);

    [Fact]
    public void A_post_only_order_rests_next_to_the_best_opposite_price() => Story.Tell("""
        buy 10 @ 100
        sell 10 @ 101 post-only
        = accepted 2 sell 10 @ 101
        = level sell 10 @ 101 in 1
        """);

    [Fact]
    public void A_post_only_order_trades_when_others_come() => Story.Tell("""
        sell 10 @ 101 post-only
        buy 4 @ 101
        = trade 4 @ 101 2x1
        """);

    [Fact]
    public void A_post_only_order_rests_in_an_empty_book() => Story.Tell("""
        sell 10 @ -top post-only
        = accepted 1 sell 10 @ -4611686018427387904
        = level sell 10 @ -4611686018427387904 in 1
        """);

    [Fact]
    public void Negative_prices_and_zero_are_prices_like_others() => Story.Tell("""
        sell 1 @ 0
        sell 1 @ -5
        sell 1 @ 5
        buy 3 @ 0
        = trade 1 @ -5 4x2
        = trade 1 @ 0 4x1
        book
        |     | 5 | 3:1 |
        | 4:1 | 0 |     |
        """);

    [Fact]
    public void A_sweep_over_far_prices_takes_them_in_order() => Story.Tell("""
        sell 1 @ 1000000000000
        sell 1 @ 100000
        sell 1 @ 100
        sell 1 @ top
        sell 1 @ 1500
        buy 5 @ top
        = trade 1 @ 100 6x3
        = trade 1 @ 1500 6x5
        = trade 1 @ 100000 6x2
        = trade 1 @ 1000000000000 6x1
        = trade 1 @ top 6x4
        book
        """);

    [Fact]
    public void A_level_far_away_is_found_again_after_the_touch_moved() => Story.Tell("""
        buy 7 @ 100
        buy 1 @ 5000000
        cancel 2
        buy 1 @ -5000000
        cancel 3
        buy 2 @ 101
        sell 9 @ 100
        = trade 2 @ 101 5x4
        = trade 7 @ 100 5x1
        book
        """);
}
