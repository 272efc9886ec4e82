namespace Bourse.Tests.Exchange;

/// <summary>Orders that come together: one cancels the other, one triggers the other, brackets.</summary>
public sealed class GroupTests
{
    // Somebody must have traded for a stop to have a price to look at.
    private const string LastPriceIsHundred = """
        dan sells 1 @ 100
        cat buys 1 @ 100
        = trade 1 @ 100 2x1
        """;

    [Fact]
    public void Oco_of_two_sells_holds_the_goods_once() => ExchangeStory.Tell("""
        ann oco sells 600 : @ 110 | stop 90
        = accepted 1.1 ann sell 600 @ 110 one-cancels-other
        = accepted 1.2 ann sell 600 @ 81 stop from 90 one-cancels-other
        ann has 1000 XYZ, 600 held
        """);

    [Fact]
    public void Oco_of_two_buys_holds_for_the_dearer() => ExchangeStory.Tell($"""
        {LastPriceIsHundred}
        ann oco buys 10 : @ 90 | stop 110 @ 112
        ann has 10000 USD, 1120 held
        """);

    [Fact]
    public void Oco_both_lose_what_one_is_filled() => ExchangeStory.Tell("""
        ann oco sells 10 : @ 110 | stop 90
        bob buys 4 @ 110
        = trade 4 @ 110 2x1.1
        = reduced 1.2 by 4 to 6 other-done
        ann has 996 XYZ, 6 held
        """);

    [Fact]
    public void Oco_one_filled_whole_ends_the_other() => ExchangeStory.Tell("""
        ann oco sells 10 : @ 110 | stop 90
        bob buys 10 @ 110
        = trade 10 @ 110 2x1.1
        = ended 1.2 ann sell 10 other-done
        ann has 990 XYZ
        """);

    [Fact]
    public void Oco_a_stop_that_is_triggered_ends_the_other_before_it_trades() => ExchangeStory.Tell($"""
        {LastPriceIsHundred}
        ann oco sells 10 : @ 110 | stop 90
        bob buys 11 @ 90
        dan sells 1 @ 90
        = trade 1 @ 90 4x5 down
        = triggered 3.2 ann sell from 90 at 90 up to 81
        = ended 3.1 ann sell 10 other-done
        = trade 10 @ 90 4x3.2 down
        ann has 990 XYZ
        """);

    [Fact]
    public void Oco_a_limit_that_trades_at_once_leaves_the_stop_the_rest() => ExchangeStory.Tell("""
        bob buys 4 @ 110
        ann oco sells 10 : @ 110 | stop 90
        = accepted 2.1 ann sell 10 @ 110 one-cancels-other
        = accepted 2.2 ann sell 10 @ 81 stop from 90 one-cancels-other
        = trade 4 @ 110 1x2.1 down
        = reduced 2.2 by 4 to 6 other-done
        """);

    [Theory]
    [InlineData("ann cancels 1.1", "ended 1.1 ann sell 10 cancelled", "ended 1.2 ann sell 10 other-ended")]
    [InlineData("ann cancels 1.2", "ended 1.2 ann sell 10 cancelled", "ended 1.1 ann sell 10 other-ended")]
    public void Oco_cancelling_one_ends_both(string cancel, string first, string second) => ExchangeStory.Tell($"""
        ann oco sells 10 : @ 110 | stop 90
        {cancel}
        = {first}
        = {second}
        ann has 1000 XYZ
        """);

    [Fact]
    public void Oto_comes_to_what_its_parent_is_filled() => ExchangeStory.Tell("""
        ann oto buys 10 : @ 100 | @ 110
        = accepted 1.1 ann buy 10 @ 100 one-triggers-other
        = accepted 1.2 ann sell 10 @ 110 one-triggers-other
        ann has 1000 XYZ
        bob sells 4 @ 100
        = trade 4 @ 100 1.1x2 down
        = level buy 6 @ 100 in 1
        = activated 1.2 by 4 to 4
        = level sell 4 @ 110 in 1
        ann has 1004 XYZ, 4 held
        bob sells 6 @ 100
        = trade 6 @ 100 1.1x3 down
        = activated 1.2 by 6 to 10
        cat buys 10 @ 110
        = trade 10 @ 110 4x1.2
        """);

    [Fact]
    public void Oto_waits_for_more_after_what_it_had_is_sold() => ExchangeStory.Tell("""
        ann oto buys 10 : @ 100 | @ 110
        bob sells 4 @ 100
        = trade 4 @ 100 1.1x2 down
        cat buys 4 @ 110
        = trade 4 @ 110 3x1.2
        bob sells 6 @ 100
        = trade 6 @ 100 1.1x4 down
        = activated 1.2 by 6 to 6
        cat buys 6 @ 110
        = trade 6 @ 110 5x1.2
        ann has 10100 USD
        """);

    [Fact]
    public void Oto_ends_with_a_parent_that_nobody_filled() => ExchangeStory.Tell("""
        ann oto buys 10 : @ 100 | @ 110
        ann cancels 1.1
        = ended 1.1 ann buy 10 cancelled
        = ended 1.2 ann sell 0 other-ended
        ann has 10000 USD
        """);

    [Fact]
    public void Oto_stays_for_what_was_filled_of_a_parent_that_ends() => ExchangeStory.Tell("""
        bob sells 4 @ 100
        ann oto buys 10 : @ 100 ioc | @ 110
        = trade 4 @ 100 2.1x1
        = ended 2.1 ann buy 6 immediate
        = activated 2.2 by 4 to 4
        = reduced 2.2 by 6 to 4 other-ended
        ann has 1004 XYZ, 4 held
        """);

    [Fact]
    public void Oto_may_trade_at_once() => ExchangeStory.Tell("""
        bob buys 10 @ 99
        cat sells 10 @ 100
        ann oto buys 10 : at market | @ 98
        = trade 10 @ 100 3.1x2
        = activated 3.2 by 10 to 10
        = trade 10 @ 99 1x3.2 down
        """);

    [Fact]
    public void Oto_of_an_auction_comes_to_the_book_after_it() => ExchangeStory.Tell("""
        phase pre-open
        ann oto buys 10 : @ 100 | @ 110
        bob sells 10 @ 100
        phase continuous
        = trade 10 @ 100 2.1x3 auction
        = level buy 0 @ 100 in 0
        = level sell 0 @ 100 in 0
        = auction 10 @ 100
        = activated 2.2 by 10 to 10
        = level sell 10 @ 110 in 1
        """);

    [Fact]
    public void Oto_that_would_trade_when_the_day_is_over_ends() => ExchangeStory.Tell("""
        bob buys 10 @ 99
        phase closing-auction
        ann oto buys 10 : @ 100 | @ 98
        cat sells 10 @ 100
        bob cancels 1
        bob buys 10 @ 98
        phase closed
        = trade 10 @ 100 3.1x4 auction
        = auction 10 @ 100
        = activated 3.2 by 10 to 10
        = ended 3.2 ann sell 10 no-room
        """);

    [Fact]
    public void Bracket_takes_its_profit() => ExchangeStory.Tell($"""
        {LastPriceIsHundred}
        ann bracket buys 10 : @ 99 | @ 110 | stop 95
        bob sells 10 @ 99
        = trade 10 @ 99 3.1x4 down
        = activated 3.2 by 10 to 10
        = activated 3.3 by 10 to 10
        ann has 1010 XYZ, 10 held
        cat buys 10 @ 110
        = trade 10 @ 110 5x3.2
        = ended 3.3 ann sell 10 other-done
        ann has 10110 USD
        """);

    [Fact]
    public void Bracket_stops_its_loss() => ExchangeStory.Tell($"""
        {LastPriceIsHundred}
        ann bracket buys 10 : @ 99 | @ 110 | stop 95 @ 94
        bob sells 10 @ 99
        = trade 10 @ 99 3.1x4 down
        cat buys 4 @ 94
        cat buys 1 @ 95
        dan sells 1 @ 95
        = trade 1 @ 95 6x7 down
        = triggered 3.3 ann sell from 95 at 95 up to 94
        = ended 3.2 ann sell 10 other-done
        = trade 4 @ 94 5x3.3 down
        ann has 1006 XYZ, 6 held
        """);

    [Fact]
    public void Bracket_grows_with_its_parents_fills_and_both_lose_what_one_is_filled() => ExchangeStory.Tell($"""
        {LastPriceIsHundred}
        ann bracket buys 10 : @ 99 | @ 110 | stop 95
        bob sells 6 @ 99
        = trade 6 @ 99 3.1x4 down
        = activated 3.2 by 6 to 6
        = activated 3.3 by 6 to 6
        cat buys 2 @ 110
        = trade 2 @ 110 5x3.2
        = reduced 3.3 by 2 to 4 other-done
        bob sells 4 @ 99
        = trade 4 @ 99 3.1x6 down
        = activated 3.2 by 4 to 8
        = activated 3.3 by 4 to 8
        ann has 1008 XYZ, 8 held
        """);

    [Fact]
    public void Bracket_whose_stop_is_triggered_enters_no_further() => ExchangeStory.Tell($"""
        {LastPriceIsHundred}
        ann bracket buys 10 : @ 99 | @ 110 | stop 95
        bob sells 4 @ 99
        = trade 4 @ 99 3.1x4 down
        bob sells 1 @ 120
        cat buys 9 @ 90
        dan sells 1 @ 90
        = trade 1 @ 99 3.1x7 down
        = activated 3.2 by 1 to 5
        = activated 3.3 by 1 to 5
        ann cancels 3.1
        = reduced 3.2 by 5 to 5 other-ended
        = reduced 3.3 by 5 to 5 other-ended
        dan sells 1 @ 90
        = trade 1 @ 90 6x9 down
        = triggered 3.3 ann sell from 95 at 90 up to 81
        = ended 3.2 ann sell 5 other-done
        = trade 5 @ 90 6x3.3 down
        """);

    [Fact]
    public void Bracket_of_a_parent_that_a_fall_goes_past_is_stopped_and_the_rest_of_the_parent_ends() =>
        ExchangeStory.Tell($"""
        {LastPriceIsHundred}
        ann bracket buys 10 : @ 90 | @ 110 | stop 95
        cat buys 20 @ 89
        bob sells 4 @ 90
        = trade 4 @ 90 3.1x5 down
        = activated 3.2 by 4 to 4
        = activated 3.3 by 4 to 4
        = triggered 3.3 ann sell from 95 at 90 up to 81
        = ended 3.2 ann sell 4 other-done
        = ended 3.1 ann buy 6 other-ended
        = trade 4 @ 89 4x3.3 down
        """);

    [Fact]
    public void Bracket_of_a_sale_needs_the_money_to_buy_back() => ExchangeStory.Tell($"""
        {LastPriceIsHundred}
        ann withdraws 10000 USD
        ann bracket sells 10 : @ 101 | @ 90 | stop 120 @ 125
        bob buys 10 @ 101
        = trade 10 @ 101 5x4.1
        = ended 4.2 ann buy 0 unfunded
        = ended 4.3 ann buy 0 other-ended
        ann has 1010 USD
        """);

    [Fact]
    public void A_group_is_refused_whole() => ExchangeStory.Tell($"""
        {LastPriceIsHundred}
        ann bracket buys 10 : @ 99 | @ 110.001 | stop 95
        = refused place-group price-off-tick of ann
        ann bracket buys 2000 : @ 99 | @ 110 | stop 95
        = refused place-group insufficient-funds of ann
        ann oco sells 10 : @ 110 | stop 100
        = refused place-group would-trigger of ann
        ann has 10000 USD
        limit ann to 2 orders of 0
        ann bracket buys 10 : @ 99 | @ 110 | stop 95
        = refused place-group open-orders-limit of ann
        """);

    [Theory]
    [InlineData("oco sells 10 : @ 110 | @ 90")]
    [InlineData("oco sells 10 : stop 90 | @ 110")]
    [InlineData("oco sells 10 : @ 90 | stop 110")]
    [InlineData("oco sells 10 : @ 110 ioc | stop 90")]
    [InlineData("oco sells 10 : @ 110 reduce-only | stop 90")]
    [InlineData("oto buys 10 : @ 100 | at market")]
    [InlineData("oto buys 10 : @ 100 closing | @ 110")]
    [InlineData("oto buys 10 : @ 100 | @ 110 post-only")]
    [InlineData("bracket buys 10 : @ 100 | stop 90 | @ 110")]
    [InlineData("bracket buys 10 : @ 100 | @ 90 | stop 110")]
    public void Some_orders_cannot_be_together(string group) => ExchangeStory.Tell($"""
        ann {group}
        = refused place-group legs-contradict of ann
        """);

    [Fact]
    public void The_same_group_again_gets_the_first_ones_answer_and_its_id_ends_all_of_it() => ExchangeStory.Tell("""
        ann oto buys 10 as "x" : @ 100 | @ 110
        ann oto buys 10 as "x" : @ 100 | @ 110
        = repeated place-group 1 of ann "x"
        ann oto buys 11 as "x" : @ 100 | @ 110
        = refused place-group client-id-taken of ann "x"
        ann cancels "x"
        = ended 1.1 ann buy 10 cancelled
        = ended 1.2 ann sell 0 cancelled
        ann cancels "x"
        = refused cancel-order order-unknown of ann "x"
        """);

    [Fact]
    public void Of_an_order_of_a_group_the_price_is_replaced_and_not_the_quantity() => ExchangeStory.Tell("""
        ann oco sells 10 : @ 110 | stop 90
        ann replaces 1.1 with 5 @ 111
        = refused replace-order quantity-of-group of ann 1.1
        ann replaces 1.1 with 0 @ 111
        = replaced 1.1 10 @ 111 open 10
        ann replaces 1.1 with 0 @ 90
        = refused replace-order legs-contradict of ann 1.1
        """);

    [Fact]
    public void A_mass_cancel_ends_what_it_names_and_what_belongs_to_it() => ExchangeStory.Tell("""
        ann oto buys 10 : @ 100 | @ 110
        cancel all of ann buys
        = ended 1.1 ann buy 10 mass-cancelled
        = ended 1.2 ann sell 0 other-ended
        ann oco sells 10 : @ 110 | stop 90
        cancel all of ann
        = ended 3.1 ann sell 10 mass-cancelled
        = ended 3.2 ann sell 10 mass-cancelled
        """);

    [Fact]
    public void A_day_order_of_a_group_takes_the_other_with_it_at_the_close() => ExchangeStory.Tell("""
        ann oco sells 10 : @ 110 day | stop 90
        phase closed
        = ended 1.1 ann sell 10 expired
        = ended 1.2 ann sell 10 other-ended
        """);

    [Fact]
    public void The_kill_switch_ends_all_of_a_group() => ExchangeStory.Tell("""
        ann bracket buys 10 : @ 100 | @ 110 | stop 90
        kill ann
        = ended 1.1 ann buy 10 killed
        = ended 1.2 ann sell 0 killed
        = ended 1.3 ann sell 0 killed
        ann has 10000 USD
        """);

    [Fact]
    public void A_pair_counts_once_towards_the_position() => ExchangeStory.Tell("""
        limit ann to 10 in XYZ-USD
        ann oco sells 10 : @ 110 | stop 90
        = accepted 2.1 ann sell 10 @ 110 one-cancels-other
        = accepted 2.2 ann sell 10 @ 81 stop from 90 one-cancels-other
        ann sells 1 @ 120
        = refused place-order position-limit of ann
        """);

    [Fact]
    public void One_groups_orders_may_fill_anothers() => ExchangeStory.Tell("""
        bob oto buys 10 : @ 110 | @ 120
        cat sells 10 @ 100
        = trade 10 @ 110 1.1x2 down
        = activated 1.2 by 10 to 10
        ann oto buys 10 : @ 100 | @ 105
        bob oto buys 10 : @ 105 | @ 121
        dan sells 10 @ 100
        = trade 10 @ 105 4.1x5 down
        = activated 4.2 by 10 to 10
        dan sells 10 @ 100
        = trade 10 @ 100 3.1x6 down
        = activated 3.2 by 10 to 10
        """);

    [Fact]
    public void Orders_that_fill_each_other_a_lot_at_a_time_end_after_a_thousand()
    {
        var twins = new ExchangeTwins(new Bourse.Exchange.ExchangeOptions(), reopenEvery: 1);
        ExchangeStory.Prepare(twins, money: 10_000_000 * Preparation.One);
        Assert.Null(Apply(1, "ann oto buys 5000 : @ 100 | @ 99"));
        Assert.Null(Apply(2, "bob sells 1 @ 100"));
        Assert.Equal(1_001, twins.Told.Count(line => line.StartsWith("trade 1 ", StringComparison.Ordinal)));
        Assert.Contains("ended 1.2 ann sell 1 no-room", twins.Told);

        string? Apply(int step, string text)
        {
            var parsed = StepText.Parse(text);
            return twins.Apply(parsed with
            {
                Header = parsed.Header with
                {
                    Sequence = Lines.FirstId + step, Time = Bourse.Market.Timestamp.FromCivil(2026, 1, 5),
                },
            });
        }
    }
}
