namespace Bourse.Tests.Exchange;

/// <summary>New orders: what is held for them, and how they trade.</summary>
public sealed class PlacingTests
{
    [Fact]
    public void A_resting_buy_holds_its_value() => ExchangeStory.Tell("""
        ann buys 10 @ 100
        = accepted 1 ann buy 10 @ 100
        = level buy 10 @ 100 in 1
        = ann has 10000 USD, 1000 held
        """);

    [Fact]
    public void A_resting_sell_holds_its_quantity() => ExchangeStory.Tell("""
        ann sells 10 @ 100
        = ann has 1000 XYZ, 10 held
        """);

    [Fact]
    public void A_trade_settles_both_sides_at_once_at_the_makers_price() => ExchangeStory.Tell("""
        ann sells 10 @ 99
        bob buys 10 @ 100
        = trade 10 @ 99 2x1
        = filled 2 bob buy 10 @ 99 taker of 1 value 990 fee 0 open 0
        = filled 1 ann sell 10 @ 99 maker of 1 value 990 fee 0 open 0
        = ann has 10990 USD
        = ann has 990 XYZ
        = bob has 9010 USD
        = bob has 1010 XYZ
        = position bob 10 cost 990 realised 0 fees 0
        = position ann -10 cost -990 realised 0 fees 0
        """);

    [Fact]
    public void What_is_left_rests_and_only_that_is_held_for() => ExchangeStory.Tell("""
        ann sells 4 @ 99
        bob buys 10 @ 100
        = trade 4 @ 99 2x1
        bob has 9604 USD, 600 held
        """);

    [Fact]
    public void A_buy_beyond_the_funds_is_refused() => ExchangeStory.Tell("""
        ann buys 101 @ 100
        = refused place-order insufficient-funds of ann
        ann has 10000 USD
        """);

    [Fact]
    public void What_is_held_cannot_be_used_twice() => ExchangeStory.Tell("""
        ann buys 60 @ 100
        ann buys 41 @ 100
        = refused place-order insufficient-funds of ann
        ann buys 40 @ 100
        ann has 10000 USD, 10000 held
        """);

    [Fact]
    public void Nobody_sells_what_he_does_not_have() => ExchangeStory.Tell("""
        ann sells 1001 @ 100
        = refused place-order insufficient-funds of ann
        ann sells 1000 @ 100
        ann sells 1 @ 100
        = refused place-order insufficient-funds of ann
        """);

    [Fact]
    public void An_immediate_order_releases_what_it_does_not_use() => ExchangeStory.Tell("""
        ann sells 4 @ 99
        bob buys 10 @ 100 ioc
        = trade 4 @ 99 2x1
        = ended 2 bob buy 6 immediate
        bob has 9604 USD
        """);

    [Fact]
    public void Fill_or_kill_trades_all_or_nothing() => ExchangeStory.Tell("""
        ann sells 4 @ 99
        bob buys 5 @ 100 fok
        = ended 2 bob buy 5 fill-or-kill
        bob has 10000 USD
        bob buys 4 @ 100 fok
        = trade 4 @ 99 3x1
        """);

    [Fact]
    public void Post_only_is_refused_instead_of_taking() => ExchangeStory.Tell("""
        ann sells 4 @ 99
        bob buys 4 @ 99 post-only
        = refused place-order would-take of bob
        bob has 10000 USD
        bob buys 4 @ 98 post-only
        """);

    [Fact]
    public void An_iceberg_shows_a_slice_and_holds_for_the_whole() => ExchangeStory.Tell("""
        ann sells 30 @ 100 shows 10
        = level sell 10 @ 100 in 1
        ann has 1000 XYZ, 30 held
        bob buys 15 @ 100
        = trade 10 @ 100 2x1
        = trade 5 @ 100 2x1
        = level sell 5 @ 100 in 1
        ann has 985 XYZ, 15 held
        """);

    [Fact]
    public void Both_sides_of_one_account_settle_with_itself() => ExchangeStory.Tell("""
        ann sells 10 @ 100
        ann buys 10 @ 100
        = trade 10 @ 100 2x1
        = position ann 0 cost 0 realised 0 fees 0
        ann has 10000 USD
        """);

    [Theory]
    [InlineData("ann buys 10 @ 0", "price-out-of-range")]
    [InlineData("ann buys 10 @ -1", "price-out-of-range")]
    [InlineData("ann buys 10 @ 100.005", "price-off-tick")]
    [InlineData("ann buys 0 @ 100", "quantity-out-of-range")]
    [InlineData("ann buys -1 @ 100", "quantity-out-of-range")]
    [InlineData("ann buys 1.5 @ 100", "quantity-off-lot")]
    [InlineData("ann buys 10 @ 100 shows 11", "display-out-of-range")]
    [InlineData("ann buys 10 @ 100 shows 0.5", "display-out-of-range")]
    [InlineData("ann buys 10 @ 100 shows 5 ioc", "display-out-of-range")]
    [InlineData("ann buys 10 @ 100 ioc post-only", "terms-contradict")]
    [InlineData("ann buys 10 at market post-only", "terms-contradict")]
    [InlineData("ann buys for 10 @ 100", "terms-contradict")]
    [InlineData("ann buys 10 at market @ 5", "terms-contradict")]
    [InlineData("ann buys 10 at market", "nobody-there")]
    [InlineData("ann buys 10 @ 100 in #9", "instrument-unknown")]
    [InlineData("ann sells 1000000000 @ 10000000000", "value-too-large")]
    public void Terms_that_make_no_sense_are_refused(string order, string reason) => ExchangeStory.Tell($"""
        {order}
        = refused place-order {reason} of ann
        ann has 10000 USD
        """);

    [Fact]
    public void An_account_that_is_not_open_places_nothing() => ExchangeStory.Tell("""
        #77 buys 10 @ 100
        = refused place-order account-unknown of #77
        """);

    [Fact]
    public void The_instrument_sets_the_least_value_and_the_largest_quantity() => ExchangeStory.Tell("""
        set XYZ-USD value-min 100 quantity-max 50
        ann buys 9 @ 11
        = refused place-order value-too-small of ann
        ann buys 10 @ 10
        ann buys 51 @ 10
        = refused place-order quantity-out-of-range of ann
        """);

    [Fact]
    public void Tick_and_lot_stay_while_an_order_is_open() => ExchangeStory.Tell("""
        ann buys 10 @ 100
        set XYZ-USD tick 1
        = refused change-instrument orders-open
        set XYZ-USD tick 0.01 taker 100
        ann cancels 1
        set XYZ-USD tick 1
        ann buys 10 @ 100.5
        = refused place-order price-off-tick of ann
        """);

    [Fact]
    public void Instruments_may_share_their_assets() => ExchangeStory.Tell("""
        ann sells 10 @ 5 in XYZ-ABC
        ann sells 991 @ 100
        = refused place-order insufficient-funds of ann
        bob buys 4 @ 5 in XYZ-ABC
        = trade 4 @ 5 3x1 in XYZ-ABC
        bob has 980 ABC
        bob has 1004 XYZ
        ann has 996 XYZ, 6 held
        """);
}
