namespace Bourse.Tests.Exchange;

/// <summary>Orders that bring a position towards zero and no further.</summary>
public sealed class ReduceOnlyTests
{
    private const string BobHasBoughtTen = """
        ann sells 10 @ 100
        bob buys 10 @ 100
        = trade 10 @ 100 2x1
        """;

    [Theory]
    [InlineData("cat sells 1 @ 110 reduce-only", "cat")]
    [InlineData("cat buys 1 @ 90 reduce-only", "cat")]
    [InlineData("bob buys 1 @ 90 reduce-only", "bob")]
    [InlineData("ann sells 1 @ 110 reduce-only", "ann")]
    public void What_would_open_a_position_or_add_to_it_is_refused(string order, string account) => ExchangeStory.Tell($"""
        {BobHasBoughtTen}
        {order}
        = refused place-order nothing-to-reduce of {account}
        """);

    [Fact]
    public void It_comes_to_no_more_than_the_position_less_what_older_ones_reduce() => ExchangeStory.Tell($"""
        {BobHasBoughtTen}
        bob sells 7 @ 110 reduce-only
        = accepted 3 bob sell 7 @ 110 reduce-only
        bob sells 20 @ 105 reduce-only
        = accepted 4 bob sell 3 @ 105 reduce-only
        bob sells 1 @ 105 reduce-only
        = refused place-order nothing-to-reduce of bob
        bob has 1010 XYZ, 10 held
        """);

    [Fact]
    public void A_market_order_closes_a_position_and_does_not_turn_it() => ExchangeStory.Tell($"""
        {BobHasBoughtTen}
        cat buys 50 @ 99
        bob sells 50 at market reduce-only
        = accepted 4 bob sell 10 @ 89.1 market reduce-only
        = trade 10 @ 99 3x4 down
        = position cat 10 cost 990 realised 0 fees 0
        = position bob 0 cost 0 realised -10 fees 0
        """);

    [Fact]
    public void A_short_position_is_closed_by_buying() => ExchangeStory.Tell($"""
        {BobHasBoughtTen}
        cat sells 50 @ 101
        ann buys for 5000 at market reduce-only
        = trade 10 @ 101 4x3
        = ended 4 ann buy 0 for 3990 immediate
        """);

    [Fact]
    public void When_the_position_shrinks_the_newest_gives_way_first() => ExchangeStory.Tell($"""
        {BobHasBoughtTen}
        bob sells 4 @ 110 reduce-only
        bob sells 4 @ 109 reduce-only
        bob sells 2 @ 111 reduce-only
        cat buys 5 @ 100
        bob sells 5 @ 100
        = trade 5 @ 100 6x7 down
        = ended 5 bob sell 2 position-reduced
        = reduced 4 by 3 to 1 position-reduced
        bob has 1005 XYZ, 5 held
        """);

    [Fact]
    public void Made_smaller_it_keeps_its_place() => ExchangeStory.Tell($"""
        {BobHasBoughtTen}
        bob sells 10 @ 110 reduce-only
        ann sells 10 @ 110
        cat buys 4 @ 100
        bob sells 4 @ 100
        = trade 4 @ 100 5x6 down
        = reduced 3 by 4 to 6 position-reduced
        cat buys 8 @ 110
        = trade 6 @ 110 7x3
        = trade 2 @ 110 7x4
        """);

    [Fact]
    public void What_is_left_after_a_fill_of_its_own_stays() => ExchangeStory.Tell($"""
        {BobHasBoughtTen}
        bob sells 10 @ 110 reduce-only
        cat buys 4 @ 110
        = trade 4 @ 110 4x3
        cat buys 6 @ 110
        = trade 6 @ 110 5x3
        """);

    [Fact]
    public void A_position_that_turns_ends_them_all() => ExchangeStory.Tell($"""
        {BobHasBoughtTen}
        bob sells 4 @ 110 reduce-only
        bob sells 4 @ 109 closing reduce-only
        cat buys 30 @ 100
        bob sells 30 @ 100
        = trade 30 @ 100 5x6 down
        = ended 4 bob sell 4 position-reduced
        = ended 3 bob sell 4 position-reduced
        bob buys 50 @ 90 reduce-only
        = accepted 7 bob buy 20 @ 90 reduce-only
        """);

    [Fact]
    public void A_position_that_grows_again_gives_nothing_back() => ExchangeStory.Tell($"""
        {BobHasBoughtTen}
        bob sells 10 @ 110 reduce-only
        cat buys 5 @ 100
        bob sells 5 @ 100
        = trade 5 @ 100 4x5 down
        = reduced 3 by 5 to 5 position-reduced
        ann sells 5 @ 100
        bob buys 5 @ 100
        = trade 5 @ 100 7x6
        bob replaces 3 with 10 @ 110
        = replaced 3 10 @ 110 open 10
        """);

    [Fact]
    public void A_replacement_asks_for_no_more_than_the_position() => ExchangeStory.Tell($"""
        {BobHasBoughtTen}
        bob sells 4 @ 110 reduce-only
        bob sells 3 @ 110 reduce-only
        bob replaces 3 with 8 @ 110
        = refused replace-order nothing-to-reduce of bob 3
        bob replaces 3 with 7 @ 120
        = replaced 3 7 @ 120 open 7
        """);

    [Fact]
    public void An_iceberg_gives_up_what_it_hides_first() => ExchangeStory.Tell($"""
        {BobHasBoughtTen}
        bob sells 10 @ 110 shows 4 reduce-only
        cat buys 5 @ 100
        bob sells 5 @ 100
        = trade 5 @ 100 4x5 down
        = reduced 3 by 5 to 5 position-reduced
        """);

    // Between two orders of one match nothing can be taken from the book, whatever has become of the position.
    [Fact]
    public void Within_one_match_other_orders_of_the_account_may_leave_it_too_much() => ExchangeStory.Tell($"""
        {BobHasBoughtTen}
        bob sells 10 @ 110
        bob sells 10 @ 111 reduce-only
        cat buys 15 @ 111
        = trade 10 @ 110 5x3
        = trade 5 @ 111 5x4
        = ended 4 bob sell 5 position-reduced
        """);
}
