using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

public sealed class TrailingStopTests
{
    [Fact]
    public void A_trailing_sell_follows_the_highest_price() => ExchangeStory.Tell("""
        ann buys 1 @ 100
        bob sells 1 @ 100
        = trade 1 @ 100 1x2 down
        cat sells 5 trailing 3
        = accepted 3 cat sell 5 @ 87.3 trailing-stop from 97 by 3
        ann buys 1 @ 104
        bob sells 1 @ 104
        = trade 1 @ 104 4x5 down
        ann buys 1 @ 102
        bob sells 1 @ 102
        = trade 1 @ 102 6x7 down
        ann buys 9 @ 101
        bob sells 1 @ 101
        = trade 1 @ 101 8x9 down
        = triggered 3 cat sell from 101 at 101 up to 90.9
        = trade 5 @ 101 8x3 down
        """);

    [Fact]
    public void A_trailing_buy_follows_the_lowest_price_and_holds_for_its_first_stop() => ExchangeStory.Tell("""
        ann buys 1 @ 100
        bob sells 1 @ 100
        = trade 1 @ 100 1x2 down
        cat buys 5 trailing 3
        = accepted 3 cat buy 5 @ 113.3 trailing-stop from 103 by 3
        = cat has 10000 USD, 566.5 held
        ann buys 1 @ 90
        bob sells 1 @ 90
        = trade 1 @ 90 4x5 down
        cat has 10000 USD, 566.5 held
        ann sells 9 @ 93
        bob buys 1 @ 93
        = trade 1 @ 93 7x6
        = triggered 3 cat buy from 93 at 93 up to 102.3
        = trade 5 @ 93 3x6
        """);

    [Fact]
    public void A_part_of_the_price_is_rounded_away_from_it() => ExchangeStory.Tell("""
        ann buys 1 @ 99.99
        bob sells 1 @ 99.99
        = trade 1 @ 99.99 1x2 down
        cat sells 5 trailing 50000/M
        = accepted 3 cat sell 5 @ 85.5 trailing-stop from 94.99 by 50000/M
        dan buys 5 trailing 50000/M
        = accepted 4 dan buy 5 @ 115.48 trailing-stop from 104.99 by 50000/M
        cat sells 5 trailing 1/M
        = accepted 5 cat sell 5 @ 89.99 trailing-stop from 99.98 by 1/M
        """);

    [Fact]
    public void A_price_that_rises_and_one_that_falls_within_a_command_are_both_seen() => ExchangeStory.Tell("""
        ann buys 1 @ 100
        bob sells 1 @ 100
        = trade 1 @ 100 1x2 down
        cat sells 1 trailing 3
        ann buys 1 @ 105
        ann buys 9 @ 101.9
        bob sells 2 @ 101
        = trade 1 @ 105 4x6 down
        = trade 1 @ 101.9 5x6 down
        = triggered 3 cat sell from 102 at 101.9 up to 91.71
        = trade 1 @ 101.9 5x3 down
        """);

    [Fact]
    public void It_follows_the_price_of_an_auction_too() => ExchangeStory.Tell("""
        ann buys 1 @ 100
        bob sells 1 @ 100
        = trade 1 @ 100 1x2 down
        cat sells 5 trailing 3
        phase reopening-auction
        ann buys 1 @ 110
        bob sells 1 @ 110
        phase continuous
        = trade 1 @ 110 5x6 auction
        = auction 1 @ 110
        ann buys 9 @ 107
        bob sells 1 @ 107
        = trade 1 @ 107 8x9 down
        = triggered 3 cat sell from 107 at 107 up to 96.3
        = trade 5 @ 107 8x3 down
        """);

    [Fact]
    public void Its_quantity_may_be_replaced_and_nothing_else() => ExchangeStory.Tell("""
        ann buys 1 @ 100
        bob sells 1 @ 100
        = trade 1 @ 100 1x2 down
        cat sells 5 trailing 3
        cat replaces 3 with 4 @ 0
        = replaced 3 4 @ 87.3 open 4 from 97
        cat replaces 3 with 4 @ 0 from 96
        = refused replace-order terms-contradict of cat 3
        cat replaces 3 with 4 @ 90
        = refused replace-order terms-contradict of cat 3
        """);

    [Fact]
    public void It_needs_a_price_to_follow() => ExchangeStory.Tell("""
        cat sells 5 trailing 3
        = refused place-order no-last-price of cat
        """);

    [Theory]
    [InlineData("sells 5 trailing 100", "price-out-of-range")]
    [InlineData("sells 5 trailing 0.001", "price-off-tick")]
    [InlineData("sells 5 trailing -1", "price-out-of-range")]
    [InlineData("sells 5 trailing 1000000/M", "terms-out-of-range")]
    [InlineData("sells 5 trailing -1/M", "terms-out-of-range")]
    [InlineData("sells 5 trailing 1 trailing 1/M", "terms-contradict")]
    [InlineData("sells 5 trailing 0", "terms-contradict")]
    [InlineData("sells 5 trailing 1 @ 90", "terms-contradict")]
    [InlineData("sells 5 trailing 1 ioc", "terms-contradict")]
    public void A_trail_makes_sense_or_is_refused(string order, string reason) => ExchangeStory.Tell($"""
        ann buys 1 @ 100
        bob sells 1 @ 100
        = trade 1 @ 100 1x2 down
        cat {order}
        = refused place-order {reason} of cat
        """);

    [Fact]
    public void No_more_than_so_many_wait_in_an_instrument() => ExchangeStory.Tell(
        """
        ann buys 1 @ 100
        bob sells 1 @ 100
        = trade 1 @ 100 1x2 down
        cat sells 5 trailing 3
        cat buys 5 trailing 3
        dan sells 5 trailing 3
        = refused place-order trailing-full of dan
        cat cancels 4
        dan sells 5 trailing 3
        dan sells 5 from 90
        """, new ExchangeOptions { TrailingStopsMax = 2 });
}
