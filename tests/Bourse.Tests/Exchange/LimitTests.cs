namespace Bourse.Tests.Exchange;

/// <summary>Limits of accounts and positions.</summary>
public sealed class LimitTests
{
    [Fact]
    public void An_account_has_so_many_open_orders_at_most() => ExchangeStory.Tell("""
        limit ann to 2 orders of 0
        ann buys 1 @ 1
        ann sells 1 @ 100
        ann buys 1 @ 1 in ABC-USD
        = refused place-order open-orders-limit of ann
        ann cancels 2
        ann buys 1 @ 1 in ABC-USD
        """);

    [Fact]
    public void An_order_is_worth_so_much_at_most() => ExchangeStory.Tell("""
        limit ann to 100 orders of 500
        ann buys 6 @ 100
        = refused place-order order-value-limit of ann
        ann buys 5 @ 100
        ann replaces 3 with 6 @ 100
        = refused replace-order order-value-limit of ann 3
        """);

    [Fact]
    public void A_position_counts_what_is_open_as_filled() => ExchangeStory.Tell("""
        limit ann to 10 in XYZ-USD
        ann buys 6 @ 100
        ann buys 5 @ 99
        = refused place-order position-limit of ann
        bob sells 6 @ 100
        = trade 6 @ 100 2x4 down
        ann buys 5 @ 99
        = refused place-order position-limit of ann
        ann buys 4 @ 99
        ann sells 17 @ 101
        = refused place-order position-limit of ann
        ann sells 16 @ 101
        ann replaces 6 with 5 @ 99
        = refused replace-order position-limit of ann 6
        """);

    [Fact]
    public void Only_accounts_and_instruments_that_are_there_are_limited() => ExchangeStory.Tell("""
        limit #99 to 2 orders of 0
        = refused limit-account account-unknown of #99
        limit ann to 2 in #99
        = refused limit-position instrument-unknown of ann
        """);
}
