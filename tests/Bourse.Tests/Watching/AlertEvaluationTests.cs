using Bourse.Gateway.Watching;
using Bourse.Market;
using Bourse.Records;
using static Bourse.Tests.Watching.AlertTape;

namespace Bourse.Tests.Watching;

public class AlertEvaluationTests
{
    private readonly AlertTape _tape = new();

    // F fires, b has come back, - neither.
    [Theory]
    [InlineData(AlertKind.PriceAbove, "100", "0", false, "99 100 101 99 100", "-F---")]
    [InlineData(AlertKind.PriceAbove, "100", "0", false, "105 99 105", "F--")]
    [InlineData(AlertKind.PriceAbove, "100", "0", true, "100 101 99.99999999 100", "F-bF")]
    [InlineData(AlertKind.PriceAbove, "100", "2", true, "100 99 98.1 101 98 99 100", "F---b-F")]
    [InlineData(AlertKind.PriceBelow, "100", "0", false, "101 100 99 101 99", "-F---")]
    [InlineData(AlertKind.PriceBelow, "100", "1", true, "100 100.99 100 101 100", "F--bF")]
    [InlineData(AlertKind.PriceAbove, "-5", "10", true, "-6 -5 -5.4 -5.5 -4", "-F-bF")]
    [InlineData(AlertKind.PriceBelow, "-5", "10", true, "-4 -5 -4.6 -4.5 -6", "-F-bF")]
    [InlineData(AlertKind.PriceAbove, "0", "10", true, "0 0.00000001 -0.00000001 0", "F-bF")]
    public void A_price_alert_fires_when_its_price_is_reached_and_again_only_once_it_has_come_back(
        AlertKind kind, string threshold, string hysteresis, bool repeats, string prices, string expected)
    {
        _tape.Put(Make(kind, decimal.Parse(threshold), repeats: repeats, hysteresis: decimal.Parse(hysteresis)));
        var seconds = 0;
        var told = prices.Split(' ').Select(price => Letter(_tape.Trade(seconds++, decimal.Parse(price))));
        Assert.Equal(expected, string.Concat(told));
    }

    [Theory]
    [InlineData(AlertKind.PercentUp, "5", 60, "0:100 10:104.9 20:105", "--F")]
    [InlineData(AlertKind.PercentUp, "5", 60, "0:100 59:105", "-F")]
    [InlineData(AlertKind.PercentUp, "5", 60, "0:100 60:105", "--")]
    [InlineData(AlertKind.PercentUp, "5", 60, "0:105 10:100 20:104 30:105", "---F")]
    [InlineData(AlertKind.PercentUp, "5", 60, "0:100 30:101 70:105", "---")]
    [InlineData(AlertKind.PercentDown, "10", 60, "0:100 10:95 20:90", "--F")]
    [InlineData(AlertKind.PercentDown, "10", 60, "0:90 10:100 20:91 30:90", "---F")]
    [InlineData(AlertKind.PercentDown, "10", 60, "0:100 61:90", "--")]
    [InlineData(AlertKind.PercentUp, "5", 86400, "0:100 86200:105", "-F")]
    [InlineData(AlertKind.PercentUp, "5", 86400, "0:100 86400:105", "--")]
    [InlineData(AlertKind.PercentUp, "5", 60, "0:0 1:5 2:-5 3:5", "----")]
    public void A_percent_alert_looks_from_the_lowest_or_highest_of_its_window(
        AlertKind kind, string threshold, int window, string prices, string expected)
    {
        _tape.Put(Make(kind, decimal.Parse(threshold), window));
        Assert.Equal(expected, string.Concat(Timed(prices).Select(one => Letter(_tape.Trade(one.Time, one.Number)))));
    }

    [Theory]
    [InlineData("100", 60, false, "0:40 30:40 50:20", "--F")]
    [InlineData("100", 60, false, "0:40 30:40 60:20", "---")]
    [InlineData("100", 60, false, "0:40 30:40 60:20 89:40", "---F")]
    [InlineData("100", 60, true, "0:100 30:1 61:1 62:100", "F-bF")]
    [InlineData("100", 60, true, "0:100 300:100", "FF")]
    [InlineData("100", 60, false, "100:50 70:50", "-F")]
    [InlineData("100", 60, false, "100:50 40:50", "--")]
    [InlineData("92000000000", 60, false, "0:90000000000 1:90000000000", "-F")]
    public void A_volume_alert_adds_up_what_was_traded_within_its_window(
        string threshold, int window, bool repeats, string sizes, string expected)
    {
        _tape.Put(Make(AlertKind.VolumeAbove, Math.Min(decimal.Parse(threshold), 92_000_000_000m), window, repeats));
        var told = Timed(sizes).Select(one => _tape.Trade(one.Time, 10, one.Number)).ToList();
        Assert.Equal(expected, string.Concat(told.Select(changes => changes.Length == 2 ? 'F' : Letter(changes))));
    }

    [Theory]
    [InlineData("99:101", "F")]
    [InlineData("100:101", "-")]
    [InlineData("101:99", "-")]
    [InlineData("-2:-1", "-")]
    [InlineData("-1:1", "-")]
    public void A_spread_alert_looks_at_the_spread_in_percent_of_the_middle(string quote, string expected)
    {
        _tape.Put(Make(AlertKind.SpreadAbove, 2));
        var (bid, ask) = (decimal.Parse(quote.Split(':')[0]), decimal.Parse(quote.Split(':')[1]));
        Assert.Equal(expected, Letter(_tape.Quote(0, bid, ask)).ToString());
    }

    [Fact]
    public void A_quote_with_an_empty_side_or_of_a_doubtful_book_has_no_spread()
    {
        _tape.Put(Make(AlertKind.SpreadAbove, 1));
        Assert.Empty(_tape.Quote(0, 90, 110, bidSize: 0));
        Assert.Empty(_tape.Quote(1, 90, 110, askSize: 0));
        Assert.Empty(_tape.Quote(2, 90, 110, flags: EventFlags.MaybeBadBook));
        var fired = Assert.Single(_tape.Quote(3, 90, 110));
        Assert.Equal(Units(20), fired.Value);
    }

    [Fact]
    public void A_late_trade_moves_no_price()
    {
        _tape.Put(Make(AlertKind.PriceAbove, 100));
        _tape.Put(Make(AlertKind.PercentUp, 5, window: 600, id: 2));
        _tape.Trade(50, 99);
        Assert.Empty(_tape.Trade(49, 150));
        Assert.Empty(_tape.Trade(49, 10));
        Assert.Empty(_tape.Trade(51, 99));
        Assert.Equal(2, _tape.Trade(51, 150).Length);
    }

    [Fact]
    public void A_late_quote_has_no_spread()
    {
        _tape.Put(Make(AlertKind.SpreadAbove, 1));
        _tape.Quote(50, 99.9m, 100);
        Assert.Empty(_tape.Quote(49, 90, 110));
        Assert.Single(_tape.Quote(50, 90, 110));
    }

    [Fact]
    public void An_alert_made_now_knows_how_new_the_last_price_is()
    {
        var feed = new Ticks.TickFeed();
        var bhp = feed.Define(Ticks.TickFeed.Asx, "BHP");
        feed.Trade(bhp, 50 * Timestamp.PerSecond, 99, 1);
        var watch = new AlertWatch(feed.Store);
        watch.Put(Make(AlertKind.PriceAbove, 100, since: 2), isNow: true);
        foreach (var (sequence, seconds, isFiring) in new[] { (3, 49, false), (4, 50, true) })
        {
            var payload = new byte[Trade.Bytes];
            var header = Ticks.TickFeed.Header(bhp, seconds * Timestamp.PerSecond);
            new Trade(header, new Price(Units(150)), new Quantity(1)).Write(payload);
            watch.Apply(sequence, 60 * Timestamp.PerSecond, (ushort)MarketEventType.Trade, payload);
            Assert.Equal(isFiring, watch.Changes.Count == 1);
        }
    }

    [Fact]
    public void A_print_outside_the_price_statistics_counts_as_volume_only()
    {
        _tape.Put(Make(AlertKind.PriceAbove, 100));
        _tape.Put(Make(AlertKind.PercentUp, 5, window: 60, id: 2));
        _tape.Put(Make(AlertKind.VolumeAbove, 10, window: 60, id: 3));
        _tape.Trade(0, 99);
        Assert.Equal(3, Assert.Single(_tape.Trade(1, 150, 9, EventFlags.OffPrice)).Alert.Id);
        Assert.Equal([2, 1], _tape.Trade(1, 150).Select(change => change.Alert.Id));
    }

    [Fact]
    public void What_comes_from_the_future_is_left_out()
    {
        _tape.Put(Make(AlertKind.PriceAbove, 100));
        Assert.Empty(_tape.Trade(1_000, 150, receivedAfter: -61));
        Assert.Single(_tape.Trade(939, 150, receivedAfter: 0));
    }

    [Fact]
    public void A_gap_fires_nothing()
    {
        _tape.Put(Make(AlertKind.PriceAbove, 100));
        Assert.Empty(_tape.Gap(1));
        Assert.Single(_tape.Trade(2, 100));
    }

    [Fact]
    public void An_alert_looks_at_nothing_that_was_on_the_tape_before_it()
    {
        _tape.Put(Make(AlertKind.PriceAbove, 100, since: 2));
        _tape.Put(Make(AlertKind.PercentUp, 5, window: 60, since: 2, id: 2));
        Assert.Empty(_tape.Trade(0, 100));
        Assert.Empty(_tape.Trade(1, 200));
        Assert.Equal(1, Assert.Single(_tape.Trade(2, 300)).Alert.Id);
    }

    [Fact]
    public void Synthetic_and_bots_trades_count_like_others()
    {
        _tape.Put(Make(AlertKind.PriceAbove, 100));
        Assert.Single(_tape.Trade(0, 100, flags: EventFlags.Synthetic | EventFlags.Bots | EventFlags.Replayed));
    }

    [Fact]
    public void A_firing_tells_the_value_the_event_and_the_venues_time()
    {
        _tape.Put(Make(AlertKind.PriceAbove, 100));
        _tape.Trade(6, 99);
        var fired = Assert.Single(_tape.Trade(7, 101.5m));
        Assert.True(fired.HasFired);
        Assert.Equal((Units(101.5m), 2, 7 * Timestamp.PerSecond), (fired.Value, fired.TapeSequence, fired.Time));
    }

    [Fact]
    public void An_alert_that_is_replaced_or_removed_fires_no_more()
    {
        _tape.Put(Make(AlertKind.PriceAbove, 100));
        _tape.Put(Make(AlertKind.PriceAbove, 200));
        _tape.Put(Make(AlertKind.VolumeAbove, 1, window: 60, id: 2));
        Assert.Equal(2, Assert.Single(_tape.Trade(0, 150)).Alert.Id);
        _tape.Watch.Remove(1);
        _tape.Watch.Remove(2);
        Assert.Empty(_tape.Trade(1, 250));
        Assert.Equal(0, _tape.Watch.Count);
    }

    [Fact]
    public void An_instrument_may_be_defined_after_the_alert_on_it()
    {
        var feed = new Ticks.TickFeed();
        var watch = new AlertWatch(feed.Store);
        watch.Put(Make(AlertKind.PriceAbove, 100), isNow: true);
        var bhp = new Ticks.TickFeed().Define(Ticks.TickFeed.Asx, "BHP");
        var payload = new byte[1_024];
        var bytes = InstrumentDefinition.Write(payload, bhp);
        watch.Apply(1, 0, (ushort)MarketEventType.InstrumentDefinition, payload.AsSpan(0, bytes));
        new Trade(Ticks.TickFeed.Header(bhp, 0), new Price(Units(150)), new Quantity(1)).Write(payload);
        watch.Apply(2, 0, (ushort)MarketEventType.Trade, payload.AsSpan(0, Trade.Bytes));
        Assert.Single(watch.Changes);
    }

    [Fact]
    public void Windows_are_filled_from_the_past_without_firing()
    {
        _tape.Put(Make(AlertKind.VolumeAbove, 100, window: 60));
        Assert.Empty(_tape.Trade(0, 10, 60, isPast: true));
        Assert.Empty(_tape.Trade(1, 10, 60, isPast: true));
        Assert.Equal(Units(121), Assert.Single(_tape.Trade(2, 10, 1)).Value);
    }

    private static char Letter(AlertChange[] changes) => changes switch
    {
        [] => '-',
        [{ HasFired: true }] => 'F',
        [_] => 'b',
        _ => '?',
    };

    private static IEnumerable<(long Time, decimal Number)> Timed(string text) => text.Split(' ')
        .Select(one => (long.Parse(one.Split(':')[0]), decimal.Parse(one.Split(':')[1])));
}
