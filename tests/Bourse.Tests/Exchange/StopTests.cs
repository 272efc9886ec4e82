using Bourse.Exchange;
using Bourse.Matching;

namespace Bourse.Tests.Exchange;

public sealed class StopTests
{
    [Fact]
    public void A_stop_waits_outside_the_book_until_the_price_comes_to_it() => ExchangeStory.Tell("""
        ann buys 10 @ 100
        ann buys 10 @ 95
        bob sells 1 @ 100
        = trade 1 @ 100 1x3 down
        cat sells 5 from 96
        = accepted 4 cat sell 5 @ 86.4 stop from 96
        bob sells 9 @ 100
        = trade 9 @ 100 1x5 down
        bob sells 1 @ 95
        = trade 1 @ 95 2x6 down
        = level buy 9 @ 95 in 1
        = triggered 4 cat sell from 96 at 95 up to 85.5
        = trade 5 @ 95 2x4 down
        = level buy 4 @ 95 in 1
        """);

    [Fact]
    public void A_buy_stop_waits_for_a_price_as_high() => ExchangeStory.Tell("""
        ann sells 10 @ 100
        ann sells 10 @ 104
        bob buys 1 @ 100
        = trade 1 @ 100 3x1
        cat buys 5 from 103
        bob buys 9 @ 100
        = trade 9 @ 100 5x1
        bob buys 1 @ 104
        = trade 1 @ 104 6x2
        = triggered 4 cat buy from 103 at 104 up to 113.3
        = trade 5 @ 104 4x2
        """);

    [Fact]
    public void A_buy_stop_holds_for_the_worst_it_may_come_to() => ExchangeStory.Tell("""
        cat buys 5 from 103
        = accepted 1 cat buy 5 @ 113.3 stop from 103
        = cat has 10000 USD, 566.5 held
        dan buys 5 @ 105 from 103
        = accepted 2 dan buy 5 @ 105 stop-limit from 103
        = dan has 10000 USD, 525 held
        cat cancels 1
        = cat has 10000 USD
        """);

    [Fact]
    public void A_triggered_buy_never_costs_more_than_is_held_for_it() => ExchangeStory.Tell("""
        ann sells 1 @ 120
        ann sells 10 @ 121
        cat buys 5 from 103
        = accepted 3 cat buy 5 @ 113.3 stop from 103
        bob buys 1 @ 120
        = trade 1 @ 120 4x1
        = triggered 3 cat buy from 103 at 120 up to 113.3
        = ended 3 cat buy 5 immediate
        = bob has 9880 USD
        = ann has 10120 USD
        = bob has 1001 XYZ
        = ann has 999 XYZ, 10 held
        = cat has 10000 USD
        """);

    [Fact]
    public void A_sell_is_protected_from_the_price_it_is_triggered_at() => ExchangeStory.Tell("""
        ann buys 1 @ 80
        ann buys 3 @ 73
        ann buys 3 @ 71
        cat sells 5 from 96
        bob sells 1 @ 80
        = trade 1 @ 80 1x5 down
        = triggered 4 cat sell from 96 at 80 up to 72
        = trade 3 @ 73 2x4 down
        = ended 4 cat sell 2 immediate
        """);

    [Fact]
    public void What_a_triggered_stop_cannot_trade_ends() => ExchangeStory.Tell("""
        ann buys 1 @ 90
        cat sells 5 from 90
        bob sells 1 @ 90
        = trade 1 @ 90 1x3 down
        = triggered 2 cat sell from 90 at 90 up to 81
        = ended 2 cat sell 5 immediate
        cat has 1000 XYZ
        """);

    [Fact]
    public void A_triggered_stop_limit_rests_at_its_limit() => ExchangeStory.Tell("""
        ann buys 1 @ 90
        cat sells 5 @ 92 from 90 day
        = accepted 2 cat sell 5 @ 92 stop-limit from 90 day
        bob sells 1 @ 90
        = trade 1 @ 90 1x3 down
        = level buy 0 @ 90 in 0
        = triggered 2 cat sell from 90 at 90 up to 92
        = level sell 5 @ 92 in 1
        cat replaces 2 with 4 @ 91
        = replaced 2 4 @ 91 open 4 from 90
        cat replaces 2 with 4 @ 91 from 89
        = refused replace-order terms-contradict of cat 2
        phase closed
        = ended 2 cat sell 4 expired
        """);

    [Fact]
    public void A_stop_that_the_price_has_reached_is_refused() => ExchangeStory.Tell("""
        cat sells 5 from 96
        ann buys 1 @ 100
        bob sells 1 @ 100
        = trade 1 @ 100 2x3 down
        dan sells 5 from 100
        = refused place-order would-trigger of dan
        dan buys 5 from 100
        = refused place-order would-trigger of dan
        dan buys 5 @ 99 from 99.99
        = refused place-order would-trigger of dan
        dan buys 5 from 100.01
        cat replaces 1 with 5 @ 0 from 100
        = refused replace-order would-trigger of cat 1
        """);

    [Theory]
    [InlineData("sells 5 from 90 ioc", "terms-contradict")]
    [InlineData("sells 5 from 90 fok", "terms-contradict")]
    [InlineData("sells 5 @ 89 from 90 opening", "terms-contradict")]
    [InlineData("sells 5 @ 89 from 90 closing", "terms-contradict")]
    [InlineData("sells 5 @ 89 from 90 post-only", "terms-contradict")]
    [InlineData("sells for 500 from 90", "terms-contradict")]
    [InlineData("sells 5 from 90 trailing 1", "terms-contradict")]
    [InlineData("sells 5 from 90 shows 1", "display-out-of-range")]
    [InlineData("sells 5 from 90.001", "price-off-tick")]
    [InlineData("sells 5 @ 89.001 from 90", "price-off-tick")]
    [InlineData("sells 5 from -1", "price-out-of-range")]
    [InlineData("sells 2000 from 90", "insufficient-funds")]
    [InlineData("buys 100 from 91", "insufficient-funds")]
    public void A_stop_makes_sense_or_is_refused(string order, string reason) => ExchangeStory.Tell($"""
        ann {order}
        = refused place-order {reason} of ann
        """);

    [Fact]
    public void Of_a_triggered_iceberg_a_slice_is_shown() => ExchangeStory.Tell("""
        ann buys 1 @ 90
        cat sells 50 @ 92 from 90 shows 5
        bob sells 1 @ 90
        = trade 1 @ 90 1x3 down
        = level buy 0 @ 90 in 0
        = triggered 2 cat sell from 90 at 90 up to 92
        = level sell 5 @ 92 in 1
        """);

    [Fact]
    public void A_stop_that_waits_gets_another_stop_and_quantity() => ExchangeStory.Tell("""
        ann buys 10 @ 90
        cat sells 5 from 91
        cat replaces 2 with 7 @ 0 from 89
        = replaced 2 7 @ 80.1 open 7 from 89
        = cat has 1000 XYZ, 7 held
        cat replaces 2 with 6 @ 0
        = replaced 2 6 @ 80.1 open 6 from 89
        = cat has 1000 XYZ, 6 held
        cat replaces 2 with 6 @ 88 from 89
        = refused replace-order terms-contradict of cat 2
        bob sells 1 @ 90
        = trade 1 @ 90 1x6 down
        dan sells 5 @ 89 from 88
        dan replaces 7 with 5 @ 87 from 86
        = replaced 7 5 @ 87 open 5 from 86
        ann replaces 1 with 10 @ 90 from 89
        = refused replace-order terms-contradict of ann 1
        """);

    [Fact]
    public void A_stop_ends_as_other_orders_do() => ExchangeStory.Tell("""
        ann sells 5 from 90 day
        ann sells 5 from 90 until 2026-01-05T01:00:00Z
        ann sells 5 from 90
        ann sells 5 from 90
        bob sells 5 from 90
        wait 2h
        = ended 2 ann sell 5 expired
        ann cancels 3
        cancel all of ann days
        = ended 1 ann sell 5 mass-cancelled
        = cancelled 1 of ann all unknown
        kill ann
        = ended 4 ann sell 5 killed
        = killed ann all 1
        ann has 1000 XYZ
        bob has 1000 XYZ, 5 held
        """);

    [Fact]
    public void Stops_rest_while_nothing_has_traded_and_the_first_price_may_reach_both_sides() => ExchangeStory.Tell("""
        cat buys 5 from 99
        dan sells 5 from 101
        ann buys 20 @ 100
        bob sells 1 @ 100
        = trade 1 @ 100 3x4 down
        = triggered 2 dan sell from 101 at 100 up to 90
        = trade 5 @ 100 3x2 down
        = triggered 1 cat buy from 99 at 100 up to 108.9
        = ended 1 cat buy 5 immediate
        """);

    [Fact]
    public void A_price_that_only_passed_by_triggers_too() => ExchangeStory.Tell("""
        ann buys 1 @ 100
        bob sells 1 @ 100
        = trade 1 @ 100 1x2 down
        ann buys 5 @ 85
        ann sells 1 @ 91
        ann sells 1 @ 93
        cat sells 2 from 92
        bob buys 2 @ 93
        = trade 1 @ 91 7x4
        = trade 1 @ 93 7x5
        = triggered 6 cat sell from 92 at 93 up to 83.7
        = trade 2 @ 85 3x6 down
        """);

    [Fact]
    public void Only_continuous_trading_triggers() => ExchangeStory.Tell("""
        cat sells 5 from 96
        phase opening-auction
        ann buys 4 @ 95
        bob sells 3 @ 95
        phase closed
        = trade 3 @ 95 3x4 auction
        = auction 3 @ 95 surplus 1 buy
        phase halted
        phase continuous
        = triggered 1 cat sell from 96 at 95 up to 85.5
        = trade 1 @ 95 3x1 down
        = ended 1 cat sell 4 immediate
        """);

    [Fact]
    public void After_an_auction_its_price_triggers_and_none_before() => ExchangeStory.Tell("""
        cat sells 5 from 96
        dan buys 5 from 103
        phase opening-auction
        ann buys 3 @ 95
        bob sells 3 @ 95
        phase closed
        = trade 3 @ 95 4x5 auction
        = auction 3 @ 95
        phase opening-auction
        ann buys 3 @ 100
        bob sells 3 @ 100
        phase continuous
        = trade 3 @ 100 8x9 auction
        = auction 3 @ 100
        phase opening-auction
        ann buys 9 @ 96
        bob sells 3 @ 96
        phase continuous
        = trade 3 @ 96 12x13 auction
        = auction 3 @ 96 surplus 6 buy
        = triggered 1 cat sell from 96 at 96 up to 86.4
        = trade 5 @ 96 12x1 down
        """);

    [Fact]
    public void A_stop_enters_within_the_band_or_ends() => ExchangeStory.Tell("""
        set XYZ-USD band 50000 protection 100000
        ann buys 1 @ 100
        bob sells 1 @ 100
        = trade 1 @ 100 2x3 down
        cat sells 5 from 98
        dan sells 5 @ 94 from 98
        ann buys 2 @ 98
        ann buys 2 @ 95
        ann buys 2 @ 94.5
        bob sells 1 @ 98
        = trade 1 @ 98 6x9 down
        = triggered 4 cat sell from 98 at 98 up to 95
        = trade 1 @ 98 6x4 down
        = trade 2 @ 95 7x4 down
        = ended 4 cat sell 2 immediate
        = triggered 5 dan sell from 98 at 95 up to 94
        = ended 5 dan sell 5 outside-band
        """);

    [Fact]
    public void A_stop_meets_its_own_accounts_orders_as_any_order_does() => ExchangeStory.Tell("""
        ann buys 1 @ 90
        cat buys 5 @ 90
        cat sells 5 from 90 stp cancel-newest
        bob sells 1 @ 90
        = trade 1 @ 90 1x4 down
        = triggered 3 cat sell from 90 at 90 up to 81
        = ended 3 cat sell 5 self-trade
        """);

    [Fact]
    public void A_stop_limit_without_room_in_its_book_ends() => ExchangeStory.Tell(
        """
        ann buys 1 @ 90
        cat sells 5 @ 92 from 90
        cat sells 6 @ 92 from 90
        cat sells 7 @ 92 from 90
        bob sells 1 @ 90
        = trade 1 @ 90 1x5 down
        = triggered 2 cat sell from 90 at 90 up to 92
        = triggered 3 cat sell from 90 at 90 up to 92
        = triggered 4 cat sell from 90 at 90 up to 92
        = ended 4 cat sell 7 no-room
        """, new ExchangeOptions { Book = new OrderBookOptions { OrdersMax = 2 } });

    [Fact]
    public void On_paper_a_stop_executes_against_the_reference_that_triggers_it() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 10 @ 99.5 ask 20 @ 100 last 99.8
        cat sells 5 from 98 in P:XYZ
        dan sells 5 @ 98.5 from 98 in P:XYZ
        bob buys 2 from 99.8 in P:XYZ
        = refused place-order would-trigger of bob
        market P:XYZ bid 3 @ 97 bid 9 @ 96 ask 20 @ 98 last 97.5 at 1s
        = triggered 3 cat sell from 98 at 97.5 up to 87.75 in P:XYZ
        = filled 3 cat sell 3 @ 97 paper-taker of 1006 value 291 fee 0 open 2 in P:XYZ
        = filled 3 cat sell 2 @ 96 paper-taker of 1006 value 192 fee 0 open 0 in P:XYZ
        = triggered 4 dan sell from 98 at 97.5 up to 98.5 in P:XYZ
        market P:XYZ bid 5 @ 99 last 97.5 at 2s
        = filled 4 dan sell 5 @ 98.5 paper-maker of 1007 value 492.5 fee 0 open 0 in P:XYZ
        """);

    [Fact]
    public void On_paper_a_trailing_stop_follows_the_market_elsewhere() => ExchangeStory.Tell("""
        list P:XYZ
        market P:XYZ bid 10 @ 99.5 ask 20 @ 100 last 100
        cat sells 5 trailing 2 in P:XYZ
        market P:XYZ bid 10 @ 104.5 ask 20 @ 105 last 105 at 1s
        market P:XYZ bid 10 @ 103 ask 20 @ 104 last 103 at 2s
        = triggered 3 cat sell from 103 at 103 up to 92.7 in P:XYZ
        = filled 3 cat sell 5 @ 103 paper-taker of 1005 value 515 fee 0 open 0 in P:XYZ
        """);
}
