namespace Bourse.Tests.Exchange;

/// <summary>Fees: who pays them, how they are rounded, where they go.</summary>
public sealed class FeeTests
{
    [Fact]
    public void Maker_and_taker_pay_their_rates_to_the_house() => ExchangeStory.Tell("""
        set XYZ-USD maker 1000 taker 2500
        ann sells 10 @ 100
        bob buys 10 @ 100
        = trade 10 @ 100 3x2
        = filled 3 bob buy 10 @ 100 taker of 1 value 1000 fee 2.5 open 0
        = filled 2 ann sell 10 @ 100 maker of 1 value 1000 fee 1 open 0
        = ann has 10999 USD
        = ann has 990 XYZ
        = bob has 8997.5 USD
        = bob has 1010 XYZ
        = house has 3.5 USD
        """);

    [Fact]
    public void A_buy_holds_for_the_higher_of_its_fees() => ExchangeStory.Tell("""
        set XYZ-USD maker 1000 taker 2500
        ann buys 10 @ 100
        ann has 10000 USD, 1002.5 held
        bob buys 10 @ 1000
        = refused place-order insufficient-funds of bob
        """);

    [Fact]
    public void Many_small_fills_cost_no_more_than_one_large_one() => ExchangeStory.Tell("""
        set XYZ-USD lot 0.00000001 taker 1
        ann sells 0.00000050 @ 1
        bob sells 0.00000050 @ 1
        cat buys 0.00000100 @ 1
        = trade 0.0000005 @ 1 4x2
        = filled 4 cat buy 0.0000005 @ 1 taker of 1 value 0.0000005 fee 0.00000001 open 0.0000005
        = filled 2 ann sell 0.0000005 @ 1 maker of 1 value 0.0000005 fee 0 open 0
        = trade 0.0000005 @ 1 4x3
        = filled 4 cat buy 0.0000005 @ 1 taker of 2 value 0.0000005 fee 0 open 0
        = filled 3 bob sell 0.0000005 @ 1 maker of 2 value 0.0000005 fee 0 open 0
        """);

    [Fact]
    public void A_rebate_comes_out_of_the_takers_fee() => ExchangeStory.Tell("""
        set XYZ-USD maker -1000 taker 2500
        ann sells 10 @ 100
        bob buys 10 @ 100
        = trade 10 @ 100 3x2
        = filled 3 bob buy 10 @ 100 taker of 1 value 1000 fee 2.5 open 0
        = filled 2 ann sell 10 @ 100 maker of 1 value 1000 fee -1 open 0
        house has 1.5 USD
        ann has 11001 USD
        """);

    [Fact]
    public void A_rebate_larger_than_the_takers_fee_is_refused() => ExchangeStory.Tell("""
        set XYZ-USD maker -2501 taker 2500
        = refused change-instrument terms-out-of-range
        """);

    [Fact]
    public void A_rebate_is_not_paid_out_of_what_the_house_has_held_for_an_order() => ExchangeStory.Tell("""
        set XYZ-USD maker -2500 taker 2500
        ann sells 20 @ 100
        set XYZ-USD maker 0 taker 0
        house deposits 7 USD
        house buys 1 @ 6
        house has 7 USD, 6 held
        bob buys 10 @ 100
        = trade 10 @ 100 6x2
        = filled 6 bob buy 10 @ 100 taker of 1 value 1000 fee 0 open 0
        = filled 2 ann sell 10 @ 100 maker of 1 value 1000 fee -1 open 10
        house has 6 USD, 6 held
        house cancels 5
        bob buys 10 @ 100
        = trade 10 @ 100 8x2
        = filled 8 bob buy 10 @ 100 taker of 2 value 1000 fee 0 open 0
        = filled 2 ann sell 10 @ 100 maker of 2 value 1000 fee -4 open 0
        house has 2 USD
        ann has 12005 USD
        """);

    [Fact]
    public void An_order_pays_the_fees_it_was_accepted_with() => ExchangeStory.Tell("""
        set XYZ-USD maker 1000 taker 1000
        ann sells 10 @ 100
        set XYZ-USD maker 5000 taker 5000
        bob buys 10 @ 100
        = trade 10 @ 100 4x2
        = filled 4 bob buy 10 @ 100 taker of 1 value 1000 fee 5 open 0
        = filled 2 ann sell 10 @ 100 maker of 1 value 1000 fee 1 open 0
        """);

    [Fact]
    public void Who_has_traded_much_within_thirty_days_pays_less() => ExchangeStory.Tell("""
        set XYZ-USD maker 1000 taker 2500
        tier 1 from 1000 maker 2000 taker 2000
        tier 2 from 2000 maker 500 taker 1000
        = tier 2 of USD on from 2000 maker 500 taker 1000
        ann sells 40 @ 100
        bob buys 10 @ 100
        = trade 10 @ 100 5x4
        = filled 5 bob buy 10 @ 100 taker of 1 value 1000 fee 2.5 open 0
        = filled 4 ann sell 10 @ 100 maker of 1 value 1000 fee 1 open 30
        bob buys 10 @ 100
        = trade 10 @ 100 6x4
        = filled 6 bob buy 10 @ 100 taker of 2 value 1000 fee 2 open 0
        = filled 4 ann sell 10 @ 100 maker of 2 value 1000 fee 1 open 20
        bob buys 10 @ 100
        = trade 10 @ 100 7x4
        = filled 7 bob buy 10 @ 100 taker of 3 value 1000 fee 1 open 0
        = filled 4 ann sell 10 @ 100 maker of 3 value 1000 fee 1 open 10
        wait 720h
        bob buys 10 @ 100
        = trade 10 @ 100 9x4
        = filled 9 bob buy 10 @ 100 taker of 4 value 1000 fee 2.5 open 0
        = filled 4 ann sell 10 @ 100 maker of 4 value 1000 fee 1 open 0
        """);

    [Fact]
    public void The_house_takes_its_fees_out_like_anybody() => ExchangeStory.Tell("""
        set XYZ-USD taker 1000
        ann sells 10 @ 100
        bob buys 10 @ 100
        = trade 10 @ 100 3x2
        house withdraws 1.00000001 USD
        = refused withdraw insufficient-funds of house
        house withdraws 1 USD
        house has 0 USD
        """);
}
