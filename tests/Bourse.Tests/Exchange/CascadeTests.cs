using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

public sealed class CascadeTests
{
    private const string Falling = """
        dan buys 1 @ 96
        dan buys 2 @ 94
        dan buys 2 @ 92
        dan buys 9 @ 90
        """;

    [Fact]
    public void What_one_stop_trades_triggers_the_next() => ExchangeStory.Tell($"""
        {Falling}
        ann sells 2 from 96
        bob sells 2 from 94
        cat sells 2 from 92
        dan sells 1 @ 96 stp none
        = trade 1 @ 96 1x8 down
        = triggered 5 ann sell from 96 at 96 up to 86.4
        = trade 2 @ 94 2x5 down
        = triggered 6 bob sell from 94 at 94 up to 84.6
        = trade 2 @ 92 3x6 down
        = triggered 7 cat sell from 92 at 92 up to 82.8
        = trade 2 @ 90 4x7 down
        """);

    [Fact]
    public void The_nearest_stop_is_triggered_first_and_of_one_price_the_oldest() => ExchangeStory.Tell("""
        dan buys 20 @ 90
        ann sells 1 from 92
        bob sells 1 from 94
        cat sells 1 from 94
        dan sells 1 @ 90
        = trade 1 @ 90 1x5 down
        = triggered 3 bob sell from 94 at 90 up to 81
        = trade 1 @ 90 1x3 down
        = triggered 4 cat sell from 94 at 90 up to 81
        = trade 1 @ 90 1x4 down
        = triggered 2 ann sell from 92 at 90 up to 81
        = trade 1 @ 90 1x2 down
        """);

    [Fact]
    public void More_than_one_command_may_trigger_goes_on_before_the_next() => ExchangeStory.Tell(
        """
        dan buys 20 @ 90
        ann sells 1 from 92
        ann sells 2 from 92
        ann sells 3 from 92
        ann sells 4 from 92
        dan sells 1 @ 90
        = trade 1 @ 90 1x6 down
        = triggered 2 ann sell from 92 at 90 up to 81
        = trade 1 @ 90 1x2 down
        = triggered 3 ann sell from 92 at 90 up to 81
        = trade 2 @ 90 1x3 down
        dan cancels 1
        = triggered 4 ann sell from 92 at 90 up to 81
        = trade 3 @ 90 1x4 down
        = triggered 5 ann sell from 92 at 90 up to 81
        = trade 4 @ 90 1x5 down
        = ended 1 dan buy 9 cancelled
        """, new ExchangeOptions { TriggersPerCommandMax = 2 });

    [Fact]
    public void A_stop_whose_turn_has_not_come_can_be_cancelled_or_moved() => ExchangeStory.Tell(
        """
        dan buys 20 @ 90
        ann sells 1 from 92
        ann sells 2 from 92
        ann sells 3 from 92
        ann sells 4 from 92
        ann sells 5 from 92
        dan sells 1 @ 90
        = trade 1 @ 90 1x7 down
        = triggered 2 ann sell from 92 at 90 up to 81
        = trade 1 @ 90 1x2 down
        ann cancels 4
        = triggered 3 ann sell from 92 at 90 up to 81
        = trade 2 @ 90 1x3 down
        = ended 4 ann sell 3 cancelled
        ann replaces 6 with 5 @ 0 from 80
        = triggered 5 ann sell from 92 at 90 up to 81
        = trade 4 @ 90 1x5 down
        = replaced 6 5 @ 72 open 5 from 80
        wait 1s
        ann has 993 XYZ, 5 held
        """, new ExchangeOptions { TriggersPerCommandMax = 1 });

    [Fact]
    public void A_stop_whose_turn_comes_after_a_halt_waits_again() => ExchangeStory.Tell(
        """
        dan buys 20 @ 90
        ann sells 1 from 92
        ann sells 2 from 92
        ann sells 3 from 91
        dan sells 1 @ 90
        = trade 1 @ 90 1x5 down
        = triggered 2 ann sell from 92 at 90 up to 81
        = trade 1 @ 90 1x2 down
        phase halted
        = triggered 3 ann sell from 92 at 90 up to 81
        = trade 2 @ 90 1x3 down
        wait 1s
        phase continuous
        = triggered 4 ann sell from 91 at 90 up to 81
        = trade 3 @ 90 1x4 down
        """, new ExchangeOptions { TriggersPerCommandMax = 1 });

    [Fact]
    public void Every_instrument_has_prices_and_stops_of_its_own() => ExchangeStory.Tell("""
        dan buys 5 @ 90
        dan buys 5 @ 90 in ABC-USD
        ann sells 1 from 92
        ann sells 1 from 92 in ABC-USD
        bob sells 1 @ 90 in ABC-USD
        = trade 1 @ 90 2x5 down in ABC-USD
        = triggered 4 ann sell from 92 at 90 up to 81 in ABC-USD
        = trade 1 @ 90 2x4 down in ABC-USD
        """);

    [Fact]
    public void A_thousand_stops_are_triggered_in_one_command_and_the_rest_in_the_next()
    {
        var stops = string.Join('\n', Enumerable.Range(0, 1_003).Select(_ => "ann sells 0.1 from 92"));
        var state = new ExchangeState();
        var page = new BlotterPage();
        var sequence = 0L;
        foreach (var step in Preparation.Steps(Preparation.Terms with { Lot = Preparation.One / 10 }, 1_000_000 * Preparation.One, 100_000 * Preparation.One))
            Apply(step);
        Apply(StepText.Parse("dan buys 10000 @ 90"));
        foreach (var stop in stops.Split('\n'))
            Apply(StepText.Parse(stop));
        Assert.Equal(1_000, Apply(StepText.Parse("bob sells 1 @ 90")));
        Assert.Equal(3, Apply(StepText.Parse("wait 1s")));
        Assert.Equal(0, Apply(StepText.Parse("wait 1s")));
        state.Verify();

        int Apply(ExchangeStep step)
        {
            page.Clear();
            state.Apply(step.Header with { Sequence = ++sequence }, step.Payload, page);
            var triggered = 0;
            foreach (var record in page)
                triggered += record.Type == EventType.OrderTriggered ? 1 : 0;
            return triggered;
        }
    }
}
