namespace Bourse.Tests.Exchange;

/// <summary>Market orders: by quantity and by what they may cost, and how far they go.</summary>
public sealed class NotionalTests
{
    [Fact]
    public void A_market_order_ends_where_protection_does() => ExchangeStory.Tell("""
        ann sells 5 @ 100
        ann sells 5 @ 110
        ann sells 5 @ 110.01
        bob buys 15 at market
        = accepted 4 bob buy 15 @ 110 market
        = trade 5 @ 100 4x1
        = trade 5 @ 110 4x2
        = ended 4 bob buy 5 immediate
        bob has 8950 USD
        """);

    [Fact]
    public void A_market_sale_ends_there_too() => ExchangeStory.Tell("""
        ann buys 5 @ 100
        ann buys 5 @ 90
        ann buys 5 @ 89.99
        bob sells 15 at market
        = trade 5 @ 100 1x4 down
        = trade 5 @ 90 2x4 down
        = ended 4 bob sell 5 immediate
        """);

    [Fact]
    public void A_purchase_by_notional_buys_what_it_pays_for_fees_included() => ExchangeStory.Tell("""
        set XYZ-USD taker 10000
        ann sells 5 @ 100
        ann sells 50 @ 101
        bob buys for 1000 at market
        = accepted 4 bob buy for 1000 @ 110 market
        = trade 5 @ 100 4x2
        = filled 4 bob buy 5 @ 100 taker of 1 value 500 fee 5 open 495
        = filled 2 ann sell 5 @ 100 maker of 1 value 500 fee 0 open 0
        = trade 4 @ 101 4x3
        = filled 4 bob buy 4 @ 101 taker of 2 value 404 fee 4.04 open 86.96
        = filled 3 ann sell 4 @ 101 maker of 2 value 404 fee 0 open 46
        = ended 4 bob buy 0 for 86.96 immediate
        bob has 9086.96 USD
        """);

    [Fact]
    public void A_sale_by_notional_sells_until_it_has_brought_that_much() => ExchangeStory.Tell("""
        ann buys 5 @ 100
        ann buys 50 @ 99
        bob sells for 1000 at market
        = trade 5 @ 100 1x3 down
        = trade 5 @ 99 2x3 down
        = ended 3 bob sell 0 for 5 immediate
        bob has 10995 USD
        bob has 990 XYZ
        """);

    [Fact]
    public void A_notional_that_is_spent_to_the_last_unit_is_filled() => ExchangeStory.Tell("""
        ann sells 5 @ 100
        bob buys for 500 at market
        = accepted 2 bob buy for 500 @ 110 market
        = trade 5 @ 100 2x1
        """);

    [Fact]
    public void A_notional_holds_no_more_than_the_account_has() => ExchangeStory.Tell("""
        ann sells 5 @ 100
        bob buys for 10000.01 at market
        = refused place-order insufficient-funds of bob
        bob buys for 99 at market
        = refused place-order value-too-small of bob
        ann buys 5 @ 1 in ABC-USD
        bob sells for 1000 at market in ABC-USD
        = refused place-order insufficient-funds of bob
        """);

    [Fact]
    public void Self_trade_prevention_ends_it() => ExchangeStory.Tell("""
        ann sells 5 @ 100
        bob sells 5 @ 101
        ann sells 5 @ 102
        bob buys for 1000 at market stp cancel-newest
        = trade 5 @ 100 4x1
        = ended 4 bob buy 0 for 500 self-trade
        bob buys for 1000 at market stp cancel-oldest
        = ended 2 bob sell 5 self-trade
        = trade 5 @ 102 5x3
        = ended 5 bob buy 0 for 490 immediate
        """);

    [Theory]
    [InlineData("bob buys for 100 at market fok", "terms-contradict")]
    [InlineData("bob buys for 100 at market stp decrement", "terms-contradict")]
    [InlineData("bob buys for 100 at market shows 1", "display-out-of-range")]
    [InlineData("bob buys for -100 at market", "amount-out-of-range")]
    [InlineData("bob buys 5 for 100 at market", "terms-contradict")]
    public void Terms_without_meaning_for_a_notional_are_refused(string order, string reason) => ExchangeStory.Tell($"""
        ann sells 5 @ 100
        {order}
        = refused place-order {reason} of bob
        """);
}
