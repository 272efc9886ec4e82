namespace Bourse.Tests.Exchange;

/// <summary>Bands around the reference price, limit states and pauses.</summary>
public sealed class BandTests
{
    // A trade at 100 makes the reference; the band reaches from 95 to 105.
    private const string Opening = """
        set XYZ-USD band 50000 protection 500000
        ann sells 1 @ 100
        bob buys 1 @ 100
        = trade 1 @ 100 3x2
        """;

    [Fact]
    public void Orders_priced_to_trade_beyond_the_band_are_refused() => ExchangeStory.Tell($"""
        {Opening}
        ann buys 1 @ 105.01
        = refused place-order outside-band of ann
        ann sells 1 @ 94.99
        = refused place-order outside-band of ann
        ann sells 1 @ 120
        ann buys 1 @ 80
        ann replaces 7 with 1 @ 106
        = refused replace-order outside-band of ann 7
        """);

    [Fact]
    public void A_market_order_ends_where_the_band_does() => ExchangeStory.Tell($"""
        {Opening}
        ann sells 1 @ 104
        ann sells 1 @ 106
        bob buys 2 at market
        = trade 1 @ 104 6x4
        = ended 6 bob buy 1 immediate
        """);

    [Fact]
    public void A_limit_state_that_lasts_becomes_a_pause_that_ends_in_an_auction() => ExchangeStory.Tell($"""
        {Opening}
        ann buys 5 @ 105
        = limit on 95 to 105
        wait 14s
        wait 1s
        = phase continuous to reopening-auction
        = indicated 0 @ 0
        bob sells 5 @ 103
        = accepted 7 bob sell 5 @ 103
        wait 299s
        = indicated 5 @ 103
        wait 1s
        = phase reopening-auction to continuous
        = trade 5 @ 103 4x7 auction
        = auction 5 @ 103
        """);

    [Fact]
    public void A_limit_state_that_passes_pauses_nothing() => ExchangeStory.Tell($"""
        {Opening}
        ann buys 5 @ 105
        = limit on 95 to 105
        wait 14s
        ann cancels 4
        = limit off 95 to 105
        wait 10m
        ann buys 5 @ 104
        """);
}
