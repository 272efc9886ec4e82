namespace Bourse.Tests.Exchange;

/// <summary>Phases and auctions.</summary>
public sealed class PhaseTests
{
    [Fact]
    public void Before_the_opening_orders_collect_and_then_trade_at_one_price() => ExchangeStory.Tell("""
        phase opening-auction
        = phase continuous to opening-auction
        ann buys 10 @ 102
        bob buys 10 @ 100
        cat sells 15 @ 99
        phase continuous at 100
        = phase opening-auction to continuous
        = trade 10 @ 100 2x4 auction
        = trade 5 @ 100 3x4 auction
        = auction 15 @ 100 surplus 5 buy
        ann has 9000 USD
        bob has 9500 USD, 500 held
        cat has 11500 USD
        """);

    [Fact]
    public void In_an_auction_both_sides_pay_the_takers_fee() => ExchangeStory.Tell("""
        set XYZ-USD maker -1000 taker 2500
        phase pre-open
        ann buys 10 @ 100
        bob sells 10 @ 100
        phase continuous
        = trade 10 @ 100 3x4 auction
        = filled 3 ann buy 10 @ 100 auction of 1 value 1000 fee 2.5 open 0
        = filled 4 bob sell 10 @ 100 auction of 1 value 1000 fee 2.5 open 0
        = auction 10 @ 100
        house has 5 USD
        """);

    [Fact]
    public void What_an_auction_would_do_is_told_as_time_passes() => ExchangeStory.Tell("""
        phase opening-auction
        ann buys 10 @ 101
        bob sells 4 @ 100
        wait 1s
        = indicated 4 @ 100 surplus 6 buy
        wait 1s
        cat sells 6 @ 101
        wait 1s
        = indicated 10 @ 101
        """);

    [Fact]
    public void An_order_for_the_opening_ends_with_it() => ExchangeStory.Tell("""
        ann buys 10 @ 100 opening
        = refused place-order phase-forbids of ann
        phase pre-open
        ann buys 10 @ 100 opening
        bob sells 4 @ 100
        phase continuous
        = trade 4 @ 100 3x4 auction
        = auction 4 @ 100 surplus 6 buy
        = ended 3 ann buy 6 auction-over
        ann has 9600 USD
        """);

    [Fact]
    public void An_order_for_the_close_waits_outside_the_book_and_is_held_for() => ExchangeStory.Tell("""
        ann buys 10 @ 100 closing
        = accepted 1 ann buy 10 @ 100 closing
        ann has 10000 USD, 1000 held
        bob sells 10 @ 100
        = level sell 10 @ 100 in 1
        phase closing-auction
        = level buy 10 @ 100 in 1
        phase closed
        = phase closing-auction to closed
        = trade 10 @ 100 1x2 auction
        = auction 10 @ 100
        """);

    [Fact]
    public void A_market_order_of_an_auction_keeps_within_protection_of_the_last_trade() => ExchangeStory.Tell("""
        ann sells 1 @ 100
        bob buys 1 @ 100
        = trade 1 @ 100 2x1
        phase closing-auction
        ann sells 10 at market
        = accepted 4 ann sell 10 @ 90 market
        bob buys 4 @ 95
        phase closed
        = trade 4 @ 95 5x4 auction
        = auction 4 @ 95 surplus 6 sell
        = ended 4 ann sell 6 auction-over
        """);

    [Theory]
    [InlineData("ann buys 1 @ 100 ioc")]
    [InlineData("ann buys 1 @ 100 fok")]
    [InlineData("ann buys 1 @ 100 post-only")]
    [InlineData("ann buys for 100 at market")]
    public void What_wants_to_act_at_once_is_refused_while_orders_collect(string order) => ExchangeStory.Tell($"""
        bob sells 1 @ 100
        phase pre-open
        {order}
        = refused place-order phase-forbids of ann
        """);

    [Theory]
    [InlineData("halted")]
    [InlineData("closed")]
    public void Halted_or_closed_takes_cancels_alone(string phase) => ExchangeStory.Tell($"""
        ann buys 10 @ 100
        phase {phase}
        ann buys 10 @ 100
        = refused place-order phase-forbids of ann
        ann replaces 1 with 5 @ 100
        = refused replace-order phase-forbids of ann 1
        ann cancels 1
        """);

    [Fact]
    public void A_halt_ends_with_an_auction() => ExchangeStory.Tell("""
        ann buys 10 @ 100
        phase halted
        phase reopening-auction
        bob sells 10 @ 98
        phase continuous at 99
        = trade 10 @ 99 1x4 auction
        = auction 10 @ 99
        """);

    [Fact]
    public void A_phase_that_is_set_twice_does_no_harm() => ExchangeStory.Tell("""
        phase opening-auction
        ann buys 10 @ 100
        phase opening-auction
        bob sells 10 @ 100
        phase continuous
        = trade 10 @ 100 2x4 auction
        = auction 10 @ 100
        phase continuous
        """);

    [Fact]
    public void All_instruments_change_at_once() => ExchangeStory.Tell("""
        phase closed in all
        = phase continuous to closed
        = phase continuous to closed in ABC-USD
        = phase continuous to closed in XYZ-ABC
        """);
}
