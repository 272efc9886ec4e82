namespace Bourse.Tests.Exchange;

/// <summary>Cancels and replacements, of one order and of many.</summary>
public sealed class ChangingTests
{
    [Fact]
    public void A_cancel_releases_what_was_held() => ExchangeStory.Tell("""
        ann buys 10 @ 100
        ann cancels 1
        = ended 1 ann buy 10 cancelled
        = level buy 0 @ 100 in 0
        = ann has 10000 USD
        """);

    [Fact]
    public void Nobody_cancels_anothers_order() => ExchangeStory.Tell("""
        ann buys 10 @ 100
        bob cancels 1
        = refused cancel-order order-unknown of bob 1
        bob replaces 1 with 5 @ 100
        = refused replace-order order-unknown of bob 1
        """);

    [Fact]
    public void An_order_that_is_filled_is_not_cancelled_any_more() => ExchangeStory.Tell("""
        ann buys 10 @ 100
        bob sells 10 @ 100
        = trade 10 @ 100 1x2 down
        ann cancels 1
        = refused cancel-order order-unknown of ann 1
        """);

    [Fact]
    public void A_replacement_counts_what_is_filled() => ExchangeStory.Tell("""
        ann buys 10 @ 100
        bob sells 4 @ 100
        = trade 4 @ 100 1x2 down
        ann replaces 1 with 7 @ 100
        = replaced 1 7 @ 100 open 3
        = ann has 9600 USD, 300 held
        ann replaces 1 with 4 @ 100
        = refused replace-order quantity-out-of-range of ann 1
        """);

    [Fact]
    public void A_replacement_sent_twice_does_no_more_than_once() => ExchangeStory.Tell("""
        ann buys 10 @ 100
        bob buys 10 @ 100
        ann replaces 1 with 5 @ 100
        ann replaces 1 with 5 @ 100
        = replaced 1 5 @ 100 open 5
        cat sells 5 @ 100
        = trade 5 @ 100 1x5 down
        """);

    [Fact]
    public void A_replacement_holds_more_or_releases() => ExchangeStory.Tell("""
        ann buys 10 @ 100
        ann replaces 1 with 20 @ 500
        = replaced 1 20 @ 500 open 20
        = ann has 10000 USD, 10000 held
        ann replaces 1 with 20 @ 500.01
        = refused replace-order insufficient-funds of ann 1
        ann replaces 1 with 1 @ 1
        = ann has 10000 USD, 1 held
        """);

    [Fact]
    public void A_replacement_that_crosses_takes() => ExchangeStory.Tell("""
        ann buys 10 @ 99
        bob sells 10 @ 100
        ann replaces 1 with 12 @ 101
        = trade 10 @ 100 1x2
        ann has 9000 USD, 202 held
        """);

    [Fact]
    public void A_post_only_order_stays_one() => ExchangeStory.Tell("""
        ann buys 10 @ 99 post-only
        bob sells 10 @ 100
        ann replaces 1 with 10 @ 100
        = refused replace-order would-take of ann 1
        ann has 10000 USD, 990 held
        """);

    [Fact]
    public void A_mass_cancel_ends_what_it_names() => ExchangeStory.Tell("""
        ann buys 1 @ 99
        ann sells 1 @ 101
        bob buys 1 @ 98
        ann buys 1 @ 99 in ABC-USD
        cancel all of ann in XYZ-USD sells
        = ended 2 ann sell 1 mass-cancelled
        = cancelled 1 of ann XYZ-USD sell
        cancel all of ann
        = ended 1 ann buy 1 mass-cancelled
        = ended 4 ann buy 1 mass-cancelled in ABC-USD
        = cancelled 2 of ann all unknown
        cancel all
        = ended 3 bob buy 1 mass-cancelled
        = cancelled 1 of all all unknown
        """);

    [Fact]
    public void The_kill_switch_of_an_account_ends_and_keeps_out() => ExchangeStory.Tell("""
        ann buys 1 @ 99
        bob buys 1 @ 99
        kill ann
        = ended 1 ann buy 1 killed
        = killed ann all 1
        ann buys 1 @ 99
        = refused place-order account-killed of ann
        bob buys 1 @ 99
        revive ann
        = revived ann all 0
        ann buys 1 @ 99
        """);

    [Fact]
    public void The_kill_switch_of_an_instrument_leaves_the_others() => ExchangeStory.Tell("""
        ann buys 1 @ 99
        ann buys 1 @ 99 in ABC-USD
        kill XYZ-USD
        = ended 1 ann buy 1 killed
        = killed all XYZ-USD 1
        ann buys 1 @ 99
        = refused place-order instrument-killed of ann
        ann replaces 2 with 2 @ 99
        """);

    [Fact]
    public void The_kill_switch_of_the_venue_stops_all_but_cancels_and_transfers() => ExchangeStory.Tell("""
        kill all
        ann buys 1 @ 99
        = refused place-order venue-killed of ann
        cancel all
        ann withdraws 5 USD
        revive all
        ann buys 1 @ 99
        """);

    [Theory]
    [InlineData("cancel-newest", "= ended 2 ann buy 10 self-trade")]
    [InlineData("cancel-oldest", "= ended 1 ann sell 4 self-trade")]
    [InlineData("decrement", "= ended 1 ann sell 4 self-trade\n= reduced 2 by 4 to 6 self-trade")]
    [InlineData("cancel-both", "= ended 1 ann sell 4 self-trade\n= ended 2 ann buy 10 self-trade")]
    public void Nobody_trades_with_himself_who_does_not_want_to(string mode, string events) => ExchangeStory.Tell($"""
        ann sells 4 @ 100
        ann buys 10 @ 100 stp {mode}
        {events}
        """);
}
