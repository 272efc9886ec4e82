namespace Bourse.Tests.Exchange;

/// <summary>Positions: average cost, profit when closed.</summary>
public sealed class PositionTests
{
    [Fact]
    public void Closing_takes_the_average_cost() => ExchangeStory.Tell("""
        ann sells 10 @ 100
        ann sells 10 @ 200
        bob buys 20 @ 200
        = trade 10 @ 100 3x1
        = trade 10 @ 200 3x2
        = position ann -20 cost -3000 realised 0 fees 0
        = position bob 20 cost 3000 realised 0 fees 0
        cat buys 5 @ 180
        bob sells 5 @ 180
        = trade 5 @ 180 4x5 down
        = position bob 15 cost 2250 realised 150 fees 0
        = position cat 5 cost 900 realised 0 fees 0
        """);

    [Fact]
    public void What_rounding_leaves_stays_in_the_cost_and_nothing_is_lost() => ExchangeStory.Tell("""
        ann sells 2 @ 100
        ann sells 1 @ 100.01
        bob buys 3 @ 101
        = trade 2 @ 100 3x1
        = trade 1 @ 100.01 3x2
        cat buys 3 @ 100
        bob sells 1 @ 100
        = trade 1 @ 100 4x5 down
        = position bob 2 cost 200.00666667 realised -0.00333333 fees 0
        = position cat 1 cost 100 realised 0 fees 0
        bob sells 2 @ 100
        = trade 2 @ 100 4x6 down
        = position bob 0 cost 0 realised -0.01 fees 0
        = position cat 3 cost 300 realised 0 fees 0
        """);

    [Fact]
    public void A_fill_may_turn_a_position_around() => ExchangeStory.Tell("""
        ann sells 10 @ 100
        bob buys 10 @ 100
        = trade 10 @ 100 2x1
        cat buys 30 @ 110
        bob sells 30 @ 110
        = trade 30 @ 110 3x4 down
        = position bob -20 cost -2200 realised 100 fees 0
        = position cat 30 cost 3300 realised 0 fees 0
        """);

    [Fact]
    public void Fees_are_kept_apart_from_profit() => ExchangeStory.Tell("""
        set XYZ-USD taker 10000
        ann sells 10 @ 100
        bob buys 10 @ 100
        = trade 10 @ 100 3x2
        = position bob 10 cost 1000 realised 0 fees 10
        = position ann -10 cost -1000 realised 0 fees 0
        """);
}
