namespace Bourse.Tests.Exchange;

/// <summary>Instruments of other markets: orders execute against what is known of these.</summary>
public sealed class PaperTests
{
    [Fact]
    public void A_buyer_on_paper_pays_what_the_market_elsewhere_asks() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 10 @ 99.5 ask 20 @ 100 last 99.8
        ann buys 5 at market in P:XYZ
        = filled 3 ann buy 5 @ 100 paper-taker of 1002 value 500 fee 0 open 0 in P:XYZ
        = position ann 5 cost 500 realised 0 fees 0 in P:XYZ
        ann has 9500 USD
        ann has 1005 XYZ
        ann sells 5 @ 99 in P:XYZ
        = filled 4 ann sell 5 @ 99.5 paper-taker of 1002 value 497.5 fee 0 open 0 in P:XYZ
        = position ann 0 cost 0 realised -2.5 fees 0 in P:XYZ
        ann has 9997.5 USD
        ann has 1000 XYZ
        """);

    [Fact]
    public void Every_fill_names_its_reference_and_no_trade_is_printed() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 10 @ 99.5 ask 20 @ 100
        = reference 10 @ 99.5 / 20 @ 100 last 0 at 2014-03-10T00:00:00Z in P:XYZ
        ann buys 1 at market in P:XYZ
        = filled 3 ann buy 1 @ 100 paper-taker of 1002 value 100 fee 0 open 0 in P:XYZ
        market P:XYZ ask 20 @ 101
        ann buys 1 at market in P:XYZ
        = filled 5 ann buy 1 @ 101 paper-taker of 1004 value 101 fee 0 open 0 in P:XYZ
        """);

    [Fact]
    public void An_order_walks_the_levels_that_are_known_and_no_further() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ ask 5 @ 100 ask 5 @ 101 ask 5 @ 102
        ann buys 12 @ 101 in P:XYZ
        = filled 3 ann buy 5 @ 100 paper-taker of 1002 value 500 fee 0 open 7 in P:XYZ
        = filled 3 ann buy 5 @ 101 paper-taker of 1002 value 505 fee 0 open 2 in P:XYZ
        ann cancels 3
        ann buys 9 at market in P:XYZ
        = filled 5 ann buy 5 @ 102 paper-taker of 1002 value 510 fee 0 open 4 in P:XYZ
        = ended 5 ann buy 4 immediate in P:XYZ
        """);

    [Fact]
    public void What_one_order_took_is_gone_for_the_next_until_another_quote_comes() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ ask 5 @ 100
        ann buys 5 at market in P:XYZ
        = filled 3 ann buy 5 @ 100 paper-taker of 1002 value 500 fee 0 open 0 in P:XYZ
        bob buys 5 at market in P:XYZ
        = refused place-order nobody-there of bob
        market P:XYZ ask 5 @ 100
        bob buys 5 at market in P:XYZ
        = refused place-order nobody-there of bob
        market P:XYZ ask 5 @ 100 at 1s
        bob buys 5 at market in P:XYZ
        = filled 8 bob buy 5 @ 100 paper-taker of 1007 value 500 fee 0 open 0 in P:XYZ
        """);

    [Fact]
    public void Where_nobody_knows_the_size_the_whole_order_is_filled() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ ask ? @ 10
        ann buys 900 at market in P:XYZ
        = filled 3 ann buy 900 @ 10 paper-taker of 1002 value 9000 fee 0 open 0 in P:XYZ
        """);

    [Fact]
    public void Without_a_quote_the_last_trade_is_the_price_while_it_is_fresh() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ last 10 last-old 10s
        ann buys 900 at market in P:XYZ
        = filled 3 ann buy 900 @ 10 paper-taker of 1002 value 9000 fee 0 open 0 in P:XYZ
        wait 20s
        ann sells 1 at market in P:XYZ
        = filled 5 ann sell 1 @ 10 paper-taker of 1002 value 10 fee 0 open 0 in P:XYZ
        wait 1s
        ann sells 1 at market in P:XYZ
        = refused place-order market-stale of ann
        """);

    [Fact]
    public void Orders_for_a_stale_market_are_refused_with_the_reason() => ExchangeStory.Tell("""
        list P:XYZ
        ann buys 1 at market in P:XYZ
        = refused place-order no-reference of ann
        market P:XYZ bid 10 @ 99 ask 10 @ 100 quote-old 61s
        ann buys 1 @ 100 in P:XYZ
        = refused place-order market-stale of ann
        market P:XYZ bid 10 @ 99 ask 10 @ 100 quote-old 60s
        ann buys 1 @ 100 in P:XYZ
        = filled 6 ann buy 1 @ 100 paper-taker of 1005 value 100 fee 0 open 0 in P:XYZ
        ann buys 1 @ 98 in P:XYZ
        wait 1s
        ann replaces 7 with 1 @ 97
        = refused replace-order market-stale of ann 7
        ann cancels 7
        = ended 7 ann buy 1 cancelled in P:XYZ
        """);

    [Fact]
    public void A_market_that_is_a_recording_stands_still_and_can_be_told_of_again() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 10 @ 99 ask 10 @ 100
        wait 2m
        ann buys 1 at market in P:XYZ
        = refused place-order market-stale of ann
        market P:XYZ bid 10 @ 99 ask 10 @ 100
        ann buys 1 at market in P:XYZ
        = filled 6 ann buy 1 @ 100 paper-taker of 1005 value 100 fee 0 open 0 in P:XYZ
        """);

    [Fact]
    public void A_resting_order_is_filled_at_its_price_when_the_market_comes_to_it() => ExchangeStory.Tell("""
        list P:XYZ
        set P:XYZ maker 1000 taker 2000
        market P:XYZ bid 10 @ 99 ask 10 @ 100
        ann buys 5 @ 99.5 in P:XYZ
        = accepted 4 ann buy 5 @ 99.5 in P:XYZ
        market P:XYZ bid 10 @ 98 ask 3 @ 99 at 1s
        = filled 4 ann buy 3 @ 99.5 paper-maker of 1005 value 298.5 fee 0.2985 open 2 in P:XYZ
        market P:XYZ bid 10 @ 98 ask 3 @ 99 at 1s
        market P:XYZ bid 10 @ 98 ask 1 @ 99 ask 3 @ 99.5 ask 3 @ 99.6 at 2s
        = filled 4 ann buy 2 @ 99.5 paper-maker of 1007 value 199 fee 0.199 open 0 in P:XYZ
        """);

    [Fact]
    public void Resting_orders_are_filled_by_price_and_then_by_time() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 10 @ 99 ask 10 @ 100
        ann buys 2 @ 99.1 in P:XYZ
        bob buys 2 @ 99.2 in P:XYZ
        cat buys 2 @ 99.2 in P:XYZ
        dan buys 2 @ 99.1 in P:XYZ
        bob replaces 4 with 3 @ 99.2
        market P:XYZ ask 6 @ 99 at 1s
        = filled 5 cat buy 2 @ 99.2 paper-maker of 1008 value 198.4 fee 0 open 0 in P:XYZ
        = filled 4 bob buy 3 @ 99.2 paper-maker of 1008 value 297.6 fee 0 open 0 in P:XYZ
        = filled 3 ann buy 1 @ 99.1 paper-maker of 1008 value 99.1 fee 0 open 1 in P:XYZ
        """);

    [Fact]
    public void Orders_on_paper_never_meet_one_another() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 10 @ 99 ask 10 @ 101
        ann buys 5 @ 100 in P:XYZ
        bob sells 5 @ 100 in P:XYZ
        market P:XYZ bid 2 @ 100 ask 1 @ 100 at 1s
        = filled 3 ann buy 1 @ 100 paper-maker of 1005 value 100 fee 0 open 4 in P:XYZ
        = filled 4 bob sell 2 @ 100 paper-maker of 1005 value 200 fee 0 open 3 in P:XYZ
        """);

    [Fact]
    public void Immediate_orders_and_fill_or_kill_end_with_what_is_not_there() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 5 @ 99 ask 5 @ 100
        ann buys 8 @ 100 fok in P:XYZ
        = ended 3 ann buy 8 fill-or-kill in P:XYZ
        ann buys 8 @ 100 ioc in P:XYZ
        = filled 4 ann buy 5 @ 100 paper-taker of 1002 value 500 fee 0 open 3 in P:XYZ
        = ended 4 ann buy 3 immediate in P:XYZ
        ann sells 5 @ 99 fok in P:XYZ
        = filled 5 ann sell 5 @ 99 paper-taker of 1002 value 495 fee 0 open 0 in P:XYZ
        """);

    [Fact]
    public void A_post_only_order_never_takes() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 5 @ 99 ask 5 @ 100
        ann buys 8 @ 100 post-only in P:XYZ
        = refused place-order would-take of ann
        ann buys 8 @ 99.9 post-only in P:XYZ
        = accepted 4 ann buy 8 @ 99.9 post-only in P:XYZ
        ann replaces 4 with 8 @ 100
        = refused replace-order would-take of ann 4
        """);

    [Fact]
    public void A_replaced_order_that_crosses_takes() => ExchangeStory.Tell("""
        list P:XYZ
        set P:XYZ maker 1000 taker 2000
        market P:XYZ bid 5 @ 99 ask 5 @ 100
        ann buys 8 @ 99 in P:XYZ
        ann replaces 4 with 8 @ 100.5
        = replaced 4 8 @ 100.5 open 8 in P:XYZ
        = filled 4 ann buy 5 @ 100 paper-taker of 1003 value 500 fee 1 open 3 in P:XYZ
        """);

    [Fact]
    public void A_notional_buys_what_it_pays_for_at_each_level() => ExchangeStory.Tell("""
        list P:XYZ
        set P:XYZ taker 10000 lot 0.1
        market P:XYZ bid 5 @ 99 ask 2 @ 100 ask 5 @ 101
        ann buys for 300 at market in P:XYZ
        = filled 4 ann buy 2 @ 100 paper-taker of 1003 value 200 fee 2 open 98 in P:XYZ
        = filled 4 ann buy 0.9 @ 101 paper-taker of 1003 value 90.9 fee 0.909 open 6.191 in P:XYZ
        = ended 4 ann buy 0 for 6.191 immediate in P:XYZ
        """);

    [Fact]
    public void A_market_order_on_paper_keeps_within_protection_too() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ ask 2 @ 100 ask 5 @ 110 ask 5 @ 110.01
        ann buys 10 at market in P:XYZ
        = filled 3 ann buy 2 @ 100 paper-taker of 1002 value 200 fee 0 open 8 in P:XYZ
        = filled 3 ann buy 5 @ 110 paper-taker of 1002 value 550 fee 0 open 3 in P:XYZ
        = ended 3 ann buy 3 immediate in P:XYZ
        """);

    [Fact]
    public void What_paper_has_no_meaning_for_is_refused() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 5 @ 99 ask 5 @ 100
        ann buys 8 @ 98 shows 2 in P:XYZ
        = refused place-order execution-forbids of ann
        ann buys 8 @ 98 closing in P:XYZ
        = refused place-order execution-forbids of ann
        phase opening-auction in P:XYZ
        = refused set-phase execution-forbids
        set P:XYZ band 1000
        = refused change-instrument terms-out-of-range
        set P:XYZ quote-age 0s
        = refused change-instrument terms-out-of-range
        set XYZ-USD quote-age 5s
        = refused change-instrument terms-out-of-range
        market XYZ-USD bid 5 @ 99
        = refused set-reference execution-forbids
        """);

    [Fact]
    public void A_reference_that_cannot_be_is_refused() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 5 @ 101 ask 5 @ 100
        = refused set-reference terms-contradict
        market P:XYZ bid 5 @ 99 bid 5 @ 99
        = refused set-reference terms-contradict
        market P:XYZ bid 5 @ 0
        = refused set-reference price-out-of-range
        market P:XYZ bid -5 @ 99
        = refused set-reference quantity-out-of-range
        market P:XYZ bid 5 @ 100 ask 5 @ 100
        ann buys 1 at market in P:XYZ
        = filled 7 ann buy 1 @ 100 paper-taker of 1006 value 100 fee 0 open 0 in P:XYZ
        """);

    [Fact]
    public void A_halt_stops_fills_and_ends_with_those_that_are_due() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 5 @ 99 ask 5 @ 101
        ann buys 1 @ 100 in P:XYZ
        phase halted in P:XYZ
        market P:XYZ bid 5 @ 99 ask 5 @ 100 at 1s
        bob buys 1 at market in P:XYZ
        = refused place-order phase-forbids of bob
        phase continuous in P:XYZ
        = phase halted to continuous in P:XYZ
        = filled 3 ann buy 1 @ 100 paper-maker of 1005 value 100 fee 0 open 0 in P:XYZ
        """);

    [Fact]
    public void The_kill_switch_and_the_days_end_reach_orders_on_paper() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 5 @ 99 ask 5 @ 101
        ann buys 1 @ 98 day in P:XYZ
        ann buys 1 @ 97 in P:XYZ
        phase closed in P:XYZ
        = ended 3 ann buy 1 expired in P:XYZ
        phase continuous in P:XYZ
        kill P:XYZ
        = ended 4 ann buy 1 killed in P:XYZ
        ann buys 1 at market in P:XYZ
        = refused place-order instrument-killed of ann
        """);

    [Fact]
    public void What_was_bought_on_paper_is_held_and_can_leave() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 5 @ 0.9 ask ? @ 1
        ann withdraws 1000 XYZ
        ann buys 10 at market in P:XYZ
        = filled 4 ann buy 10 @ 1 paper-taker of 1002 value 10 fee 0 open 0 in P:XYZ
        ann withdraws 10 XYZ
        ann sells 1 @ 0.9 in P:XYZ
        = refused place-order insufficient-funds of ann
        ann has 9990 USD
        """);

    [Fact]
    public void A_reduce_only_order_gives_way_to_fills_before_it() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 50 @ 99 ask 50 @ 100
        ann buys 10 at market in P:XYZ
        = filled 3 ann buy 10 @ 100 paper-taker of 1002 value 1000 fee 0 open 0 in P:XYZ
        ann sells 10 @ 101 reduce-only in P:XYZ
        ann sells 6 @ 100.5 in P:XYZ
        market P:XYZ bid 50 @ 101 at 1s
        = filled 5 ann sell 6 @ 100.5 paper-maker of 1006 value 603 fee 0 open 0 in P:XYZ
        = reduced 4 by 6 to 4 position-reduced in P:XYZ
        = filled 4 ann sell 4 @ 101 paper-maker of 1006 value 404 fee 0 open 0 in P:XYZ
        = position ann 0 cost 0 realised 7 fees 0 in P:XYZ
        """);
}
