using Bourse.Engine;
using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>What positions are worth; in decimals, which have 28 digits of their own.</summary>
public sealed class ValuationTests
{
    private const decimal One = Preparation.One;

    [Theory]
    [InlineData(10, 1_000, 101.5)]
    [InlineData(-10, -1_000, 101.5)]
    [InlineData(3, 333.33333333, 0.00000001)]
    [InlineData(-0.00000003, -0.00000001, 33.33333333)]
    public void Unrealised_is_value_less_cost_exactly(decimal quantity, decimal cost, decimal mark)
    {
        var position = Position("X", "USD", quantity, cost, mark);
        var value = decimal.Floor(quantity * mark * One) / One;
        Assert.Equal(value, (decimal)position.Value!.Value / One);
        Assert.Equal(value - cost, (decimal)position.Unrealised!.Value / One);
        Assert.Equal(decimal.Truncate(cost / quantity * One) / One, (decimal)position.AverageCost!.Value / One);
    }

    [Fact]
    public void The_largest_position_has_a_value_too()
    {
        var position = new HeldPosition(1, "X", "USD", -(1L << 61), (Int128)(-1) << 94, 0, 0, 1L << 60);
        Assert.Equal(-(((Int128)1 << 121) / Preparation.One) - 1, position.Value);
        Assert.NotNull(position.AverageCost);
    }

    [Fact]
    public void Totals_are_by_quote_asset_and_say_when_a_mark_is_missing()
    {
        var totals = PositionTotal.Of(
        [
            Position("A", "AUD", 10, 100, 11), Position("B", "USD", 1, 5, 0), Position("C", "AUD", -2, -20, 9),
        ]);
        Assert.Equal(["AUD", "USD"], totals.Select(total => total.Asset));
        Assert.Equal(((Int128)(80 * One), (Int128)(92 * One), (Int128)(12 * One)), (totals[0].Cost, totals[0].Value, totals[0].Unrealised));
        Assert.Equal(((Int128)(5 * One), null, null), (totals[1].Cost, totals[1].Value, totals[1].Unrealised));
    }

    [Fact]
    public void A_closed_position_is_worth_nothing_whatever_the_mark()
    {
        var position = Position("A", "AUD", 0, 0, 0);
        Assert.Equal((0, 0, null), (position.Value, position.Unrealised, position.AverageCost));
    }

    private static HeldPosition Position(string symbol, string quote, decimal quantity, decimal cost, decimal mark) => new(
        1, symbol, quote, (long)(quantity * One), (Int128)(cost * One), 0, 0, (long)(mark * One));
}
