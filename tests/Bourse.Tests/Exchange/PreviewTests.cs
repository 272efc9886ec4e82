using Bourse.Exchange;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Exchange;

/// <summary>What is foretold of an order that is not placed.</summary>
public sealed class PreviewTests
{
    private const long One = Preparation.One;

    private readonly ExchangeState _exchange = new();
    private readonly BlotterPage _page = new();
    private Timestamp _now = Timestamp.FromCivil(2026, 1, 5);

    public PreviewTests()
    {
        foreach (var step in Preparation.Steps(Preparation.Terms, 10_000 * One, 1_000 * One))
            Apply(step);
    }

    [Fact]
    public void A_buyer_is_told_what_he_would_pay_and_what_would_wait()
    {
        Given("set XYZ-USD taker 1000 maker 0", "ann sells 4 @ 99", "ann sells 4 @ 100", "ann sells 4 @ 102");
        var preview = Ask("bob buys 10 @ 101");
        Assert.Equal(RefusalReason.None, preview.Reason);
        Assert.Equal([new DepthLevel(99 * One, 4 * One, 1), new DepthLevel(100 * One, 4 * One, 1)], preview.Fills);
        Assert.Equal((8 * One, 796 * One, 796 * One / 1000), (preview.Quantity, preview.Value, preview.Fee));
        Assert.Equal((2 * One, EndReason.None), (preview.Rests, preview.Ends));
        Assert.Equal(("USD", 1010 * One + 1010 * One / 1000, 10_000 * One), (preview.HeldAsset, preview.Held, preview.Available));
    }

    [Theory]
    [InlineData("bob buys 10 @ 100.001", RefusalReason.PriceOffTick)]
    [InlineData("bob buys 1.5 @ 100", RefusalReason.QuantityOffLot)]
    [InlineData("bob sells 1 @ 99 post-only", RefusalReason.WouldTake)]
    [InlineData("bob buys 1 @ 200", RefusalReason.OutsideBand)]
    [InlineData("bob sells 5 @ 100 reduce-only", RefusalReason.NothingToReduce)]
    [InlineData("bob sells 1001 @ 100", RefusalReason.InsufficientFunds)]
    [InlineData("bob buys 10 from 90", RefusalReason.WouldTrigger)]
    [InlineData("bob buys 10 @ 100 opening", RefusalReason.PhaseForbids)]
    [InlineData("bob buys 1 at market in ABC-USD", RefusalReason.NobodyThere)]
    public void What_would_be_refused_says_why(string order, RefusalReason reason)
    {
        Given("set XYZ-USD band 100000", "ann sells 1 @ 100", "cat buys 1 @ 100", "ann buys 5 @ 99");
        var preview = Ask(order);
        Assert.Equal(reason, preview.Reason);
        Assert.Equal(reason == RefusalReason.InsufficientFunds ? 1001 * One : null, preview.Held);
        Assert.Equal((0, 0), (preview.Quantity, preview.Rests));
    }

    [Fact]
    public void Kill_switches_are_told_before_anything_else()
    {
        Given("kill bob");
        Assert.Equal(RefusalReason.AccountKilled, Ask("bob buys 10 @ 100.001").Reason);
        Assert.Equal(RefusalReason.None, Ask("ann buys 10 @ 100").Reason);
    }

    [Fact]
    public void What_is_hidden_is_taken_too()
    {
        Given("ann sells 10 @ 100 shows 2");
        Assert.Equal([new DepthLevel(100 * One, 10 * One, 5)], Ask("bob buys 12 @ 100").Fills);
    }

    [Fact]
    public void All_or_nothing_is_nothing_where_there_is_too_little()
    {
        Given("ann sells 4 @ 100");
        var preview = Ask("bob buys 5 @ 100 fok");
        Assert.Equal((0, EndReason.FillOrKill, 500 * One), (preview.Quantity, preview.Ends, preview.Held));
        Assert.Equal(4 * One, Ask("bob buys 4 @ 100 fok").Quantity);
    }

    [Fact]
    public void A_stop_waits_and_is_held_for()
    {
        Given("ann sells 1 @ 100", "cat buys 1 @ 100", "ann sells 10 @ 100");
        var preview = Ask("bob buys 10 from 105");
        Assert.Equal((0, 10 * One, 1155 * One), (preview.Quantity, preview.Rests, preview.Held));
    }

    [Fact]
    public void The_same_client_id_gets_the_first_answer_and_another_order_is_refused()
    {
        Given("bob buys 1 @ 100 as x");
        Assert.True(Ask("bob buys 1 @ 100 as x") is { IsRepeated: true, Reason: RefusalReason.None, Rests: 0 });
        Assert.Equal(RefusalReason.ClientIdTaken, Ask("bob buys 2 @ 100 as x").Reason);
    }

    [Fact]
    public void Asking_changes_nothing_however_much_time_has_passed()
    {
        Given("ann sells 4 @ 100", "bob buys 4 @ 100", "ann sells 4 @ 100");
        var hash = _exchange.StateHash();
        _now = _now.AddNanoseconds(40 * Timestamp.PerDay);
        for (var i = 0; i < 100; i++)
            foreach (var order in new[] { "bob buys 2 @ 100 as y", "bob buys for 150 at market", "bob sells 1 from 90", "dan buys 9 @ 1.5 in XYZ-ABC" })
                Ask(order);
        _exchange.Verify();
        Assert.Equal(hash, _exchange.StateHash());
    }

    [Fact]
    public void On_paper_it_is_looked_at_against_the_latest_of_the_market()
    {
        Given("list P:XYZ");
        Assert.Equal(RefusalReason.NoReference, Ask("bob buys 5 @ 101 in P:XYZ").Reason);
        Given("market P:XYZ bid 10 @ 99.5 ask 3 @ 100 ask 20 @ 101");
        var preview = Ask("bob buys 5 @ 101 in P:XYZ");
        Assert.Equal([new DepthLevel(100 * One, 3 * One, 1), new DepthLevel(101 * One, 2 * One, 1)], preview.Fills);

        // Nothing was taken of it, and what is told beforehand is told to nobody else.
        var market = StepText.Parse("market P:XYZ bid 10 @ 97 ask 20 @ 98 at 1s").As<SetReference>();
        var order = StepText.Parse("bob buys 5 @ 101 in P:XYZ").As<PlaceOrder>();
        Assert.Equal([new DepthLevel(98 * One, 5 * One, 1)], _exchange.Preview(order, _now, market).Fills);
        Assert.Equal(preview.Fills, Ask("bob buys 5 @ 101 in P:XYZ").Fills);
        _now = _now.AddNanoseconds(Timestamp.PerHour);
        Assert.Equal(RefusalReason.MarketStale, Ask("bob buys 5 @ 101 in P:XYZ").Reason);
    }

    [Fact]
    public void Of_many_prices_the_first_are_told_and_all_are_counted()
    {
        Given([.. Enumerable.Range(100, 60).Select(price => $"ann sells 1 @ {price}")]);
        var preview = Ask("bob buys 60 @ 160");
        Assert.Equal((OrderPreview.FillsMax, 60 * One), (preview.Fills.Count, preview.Quantity));
    }

    private void Given(params IEnumerable<string> steps)
    {
        foreach (var step in steps)
            Apply(StepText.Parse(step));
    }

    private OrderPreview Ask(string order) => _exchange.Preview(StepText.Parse(order).As<PlaceOrder>(), _now);

    private void Apply(ExchangeStep step)
    {
        _page.Clear();
        var header = new CommandHeader(_exchange.LastSequence + 1, _now, step.Header.Type, CommandHeader.LayoutVersion);
        _exchange.Apply(header, step.Payload, _page);
        foreach (var record in _page)
            Assert.True(record.Type != EventType.Refused, step.ToString());
    }
}
