using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>
/// Thirty-four shapes of order flow that a public survey of order books found to break some of them: each is what any
/// book by price and time must do, and what a random flow seldom builds. The whole book is looked at after every step.
/// </summary>
public sealed class GateTests
{
    [Fact]
    public void Cancelling_the_middle_of_a_queue_loses_none_behind_it() => Story.Tell("""
        buy 10 @ 100
        buy 10 @ 100
        buy 10 @ 100
        cancel 2
        = cancelled 2 buy 10 @ 100 requested
        sell 20 @ 100 ioc
        = trade 10 @ 100 4x1
        = trade 10 @ 100 4x3
        book
        """);

    [Fact]
    public void Cancelling_the_head_of_a_queue_loses_none_behind_it() => Story.Tell("""
        buy 10 @ 100
        buy 10 @ 100
        buy 10 @ 100
        cancel 1
        sell 20 @ 100 ioc
        = trade 10 @ 100 4x2
        = trade 10 @ 100 4x3
        book
        """);

    [Fact]
    public void Scattered_cancellations_in_a_deep_queue_keep_its_order() => Story.Tell("""
        buy 10 @ 100
        buy 10 @ 100
        buy 10 @ 100
        buy 10 @ 100
        buy 10 @ 100
        buy 10 @ 100
        buy 10 @ 100
        buy 10 @ 100
        cancel 2
        cancel 5
        cancel 7
        sell 50 @ 100 ioc
        = trade 10 @ 100 9x1
        = trade 10 @ 100 9x3
        = trade 10 @ 100 9x4
        = trade 10 @ 100 9x6
        = trade 10 @ 100 9x8
        book
        """);

    [Fact]
    public void Head_and_tail_cancellations_on_two_levels_leave_the_dearer_bid_first() => Story.Tell("""
        buy 10 @ 100
        buy 10 @ 100
        buy 10 @ 101
        buy 10 @ 101
        cancel 1
        cancel 4
        sell 20 @ 100 ioc
        = trade 10 @ 101 5x3
        = trade 10 @ 100 5x2
        book
        """);

    [Fact]
    public void A_sweep_over_levels_fills_the_best_price_first() => Story.Tell("""
        sell 10 @ 102
        sell 10 @ 101
        sell 10 @ 100
        buy 30 @ 102 ioc
        = trade 10 @ 100 4x3
        = trade 10 @ 101 4x2
        = trade 10 @ 102 4x1
        book
        """);

    [Fact]
    public void A_sweep_of_exactly_three_levels_leaves_nothing_on_either_side() => Story.Tell("""
        sell 10 @ 100
        sell 20 @ 101
        sell 30 @ 102
        buy 60 @ 102 ioc
        = trade 10 @ 100 4x1
        = trade 20 @ 101 4x2
        = trade 30 @ 102 4x3
        book
        """);

    [Fact]
    public void What_a_sweep_leaves_is_the_new_best_bid() => Story.Tell("""
        sell 10 @ 100
        sell 10 @ 101
        sell 10 @ 102
        buy 35 @ 102
        = trade 10 @ 100 4x1
        = trade 10 @ 101 4x2
        = trade 10 @ 102 4x3
        book
        | 4:5 | 102 |  |
        sell 5 @ 102 ioc
        = trade 5 @ 102 5x4
        book
        """);

    [Fact]
    public void Two_makers_at_one_price_are_two_trades_and_the_rest_rests() => Story.Tell("""
        sell 30 @ 9
        sell 40 @ 9
        buy 100 @ 9
        = trade 30 @ 9 3x1
        = trade 40 @ 9 3x2
        sell 30 @ 9 ioc
        = trade 30 @ 9 4x3
        book
        """);

    [Fact]
    public void Emptied_prices_are_usable_again() => Story.Tell("""
        sell 10 @ 100
        sell 10 @ 101
        sell 10 @ 102
        buy 30 @ 102 ioc
        = trade 10 @ 100 4x1
        = trade 10 @ 101 4x2
        = trade 10 @ 102 4x3
        sell 8 @ 101
        buy 8 @ 101 ioc
        = trade 8 @ 101 6x5
        sell 8 @ 103
        buy 8 @ 103 ioc
        = trade 8 @ 103 8x7
        book
        """);

    [Fact]
    public void A_marketable_limit_order_rests_at_its_own_limit() => Story.Tell("""
        sell 5 @ 100
        sell 10 @ 105
        buy 12 @ 102
        = trade 5 @ 100 3x1
        book
        |     | 105 | 2:10 |
        | 3:7 | 102 |      |
        sell 7 @ 102 ioc
        = trade 7 @ 102 4x3
        book
        |  | 105 | 2:10 |
        """);

    [Fact]
    public void Five_thousand_makers_at_one_price_are_filled_in_their_order()
    {
        const int Makers = 5_000;
        var book = new RealBook(new OrderBookOptions());
        for (var i = 1; i <= Makers; i++)
            StepText.Parse("sell 1 @ 100", (ulong)i).Apply(book);
        book.Sink.Clear();
        StepText.Parse($"buy {Makers} @ 100 ioc", Makers + 1).Apply(book);

        var trades = Enumerable.Range(1, Makers).Select(maker => $"trade 1 @ 100 {Makers + 1}x{maker}");
        Assert.Equal(
            [$"accepted {Makers + 1} buy {Makers} @ 100", .. trades, "level sell 0 @ 100 in 0"],
            book.Sink.Events.ToArray().Select(told => $"{told}"));
        Assert.Equal(0, book.Book.OrderCount);
    }

    [Fact]
    public void An_order_that_the_first_maker_fills_leaves_the_second_untouched() => Story.Tell("""
        sell 5 @ 100
        sell 5 @ 100
        buy 5 @ 100 ioc
        = trade 5 @ 100 3x1
        book
        |  | 100 | 2:5 |
        """);

    [Fact]
    public void The_first_of_two_equal_bids_is_filled() => Story.Tell("""
        buy 10 @ 100
        buy 10 @ 100
        sell 10 @ 100
        = trade 10 @ 100 3x1
        book
        | 2:10 | 100 |  |
        """);

    [Fact]
    public void Price_goes_before_arrival_on_both_sides() => Story.Tell("""
        sell 10 @ 105
        sell 10 @ 100
        buy 10 @ 105 ioc
        = trade 10 @ 100 3x2
        buy 10 @ 90
        buy 10 @ 95
        buy 10 @ 92
        sell 30 @ 90 ioc
        = trade 10 @ 95 7x5
        = trade 10 @ 92 7x6
        = trade 10 @ 90 7x4
        book
        |  | 105 | 1:10 |
        """);

    [Fact]
    public void A_partly_filled_maker_stays_first_for_the_next_taker() => Story.Tell("""
        buy 10 @ 100
        buy 10 @ 100
        buy 10 @ 100
        buy 10 @ 100
        sell 15 @ 100 ioc
        = trade 10 @ 100 5x1
        = trade 5 @ 100 5x2
        sell 15 @ 100 ioc
        = trade 5 @ 100 6x2
        = trade 10 @ 100 6x3
        book
        | 4:10 | 100 |  |
        """);

    [Fact]
    public void Takers_of_both_sides_trade_at_the_makers_price() => Story.Tell("""
        sell 10 @ 100
        buy 10 @ 105 ioc
        = trade 10 @ 100 2x1
        buy 10 @ 200
        sell 10 @ 195 ioc
        = trade 10 @ 200 4x3
        book
        """);

    [Fact]
    public void A_replacement_into_the_other_side_trades() => Story.Tell("""
        sell 10 @ 100
        buy 10 @ 99
        replace 2 10 @ 100
        = trade 10 @ 100 2x1
        book
        """);

    [Fact]
    public void A_replacement_beyond_the_maker_trades_at_the_makers_price() => Story.Tell("""
        sell 10 @ 100
        buy 10 @ 90
        replace 2 10 @ 105
        = trade 10 @ 100 2x1
        buy 10 @ 200
        sell 10 @ 210
        replace 4 10 @ 195
        = trade 10 @ 200 4x3
        book
        """);

    [Fact]
    public void What_is_left_of_a_filled_order_can_be_replaced() => Story.Tell("""
        sell 10 @ 100
        buy 4 @ 100
        = trade 4 @ 100 2x1
        replace 1 6 @ 101
        = replaced 1 sell 6 @ 101
        book
        |  | 101 | 1:6 |
        buy 6 @ 101 ioc
        = trade 6 @ 101 3x1
        book
        """);

    [Fact]
    public void Moving_one_of_two_orders_keeps_the_other() => Story.Tell("""
        buy 10 @ 100
        buy 10 @ 100
        replace 1 10 @ 99
        sell 10 @ 100 ioc
        = trade 10 @ 100 3x2
        book
        | 1:10 | 99 |  |
        """);

    [Fact]
    public void A_filled_order_cannot_be_replaced() => Story.Tell("""
        sell 10 @ 100
        buy 10 @ 100
        = trade 10 @ 100 2x1
        replace 1 5 @ 101
        = rejected replace 1 unknown-order
        book
        """);

    [Fact]
    public void What_is_left_of_a_filled_order_can_be_cancelled() => Story.Tell("""
        sell 10 @ 100
        buy 6 @ 100
        = trade 6 @ 100 2x1
        cancel 1
        = cancelled 1 sell 4 @ 100 requested
        book
        """);

    [Fact]
    public void A_partly_filled_order_is_drained_to_its_exact_rest() => Story.Tell("""
        sell 20 @ 100
        buy 8 @ 100 ioc
        = trade 8 @ 100 2x1
        buy 12 @ 100 ioc
        = trade 12 @ 100 3x1
        buy 5 @ 100 ioc
        = cancelled 4 buy 5 @ 100 immediate
        book
        """);

    [Fact]
    public void The_rest_of_an_immediate_order_does_not_rest() => Story.Tell("""
        sell 10 @ 100
        buy 15 @ 100 ioc
        = trade 10 @ 100 2x1
        = cancelled 2 buy 5 @ 100 immediate
        sell 5 @ 100 ioc
        = cancelled 3 sell 5 @ 100 immediate
        book
        """);

    [Fact]
    public void A_filled_order_cannot_be_cancelled() => Story.Tell("""
        sell 10 @ 100
        buy 10 @ 100
        = trade 10 @ 100 2x1
        cancel 1
        = rejected cancel 1 unknown-order
        book
        """);

    [Fact]
    public void A_cancelled_order_can_neither_be_cancelled_nor_replaced() => Story.Tell("""
        buy 10 @ 100
        cancel 1
        = cancelled 1 buy 10 @ 100 requested
        cancel 1
        = rejected cancel 1 unknown-order
        replace 1 5 @ 101
        = rejected replace 1 unknown-order
        book
        """);

    [Fact]
    public void An_id_that_was_never_issued_is_unknown_to_a_new_book() => Story.Tell("""
        cancel 999
        = rejected cancel 999 unknown-order
        replace 999 5 @ 100
        = rejected replace 999 unknown-order
        book
        """);

    [Fact]
    public void A_large_id_that_was_never_issued_is_unknown_too() => Story.Tell("""
        cancel 2000000
        = rejected cancel 2000000 unknown-order
        book
        """);

    [Fact]
    public void The_id_of_a_cancelled_order_is_free_for_the_other_side() => Story.Tell("""
        buy 10 @ 100
        cancel 1
        sell 10 @ 200 as 1
        buy 10 @ 200 ioc as 2
        = trade 10 @ 200 2x1
        book
        """);

    [Fact]
    public void The_id_of_a_filled_order_is_free_too() => Story.Tell("""
        buy 10 @ 100
        sell 10 @ 100
        = trade 10 @ 100 2x1
        sell 10 @ 200 as 1
        buy 10 @ 200 ioc as 3
        = trade 10 @ 200 3x1
        book
        """);

    [Fact]
    public void After_the_best_bid_is_cancelled_the_next_one_is_best() => Story.Tell("""
        buy 10 @ 100
        buy 7 @ 99
        cancel 1
        book
        | 2:7 | 99 |  |
        sell 7 @ 99 ioc
        = trade 7 @ 99 3x2
        book
        """);

    [Fact]
    public void After_the_best_offer_is_cancelled_the_next_one_is_best() => Story.Tell("""
        sell 10 @ 100
        sell 7 @ 101
        cancel 1
        book
        |  | 101 | 2:7 |
        buy 7 @ 101 ioc
        = trade 7 @ 101 3x2
        book
        """);

    [Fact]
    public void A_side_that_was_empty_fills_again() => Story.Tell("""
        buy 10 @ 100
        cancel 1
        book
        buy 8 @ 95
        sell 8 @ 95 ioc
        = trade 8 @ 95 3x2
        book
        """);

    [Fact]
    public void A_price_beyond_16_bits_is_itself() => Story.Tell("""
        sell 10 @ 200000
        buy 10 @ 200000 ioc
        = trade 10 @ 200000 2x1
        book
        """);
}
