using Bourse.Market;
using Bourse.Records;
using static Bourse.Tests.Watching.AlertTape;

namespace Bourse.Tests.Watching;

/// <summary>The watch against a twin that keeps every event and works each value out anew from all of them.</summary>
public class AlertTwinTests
{
    private const int Events = 400;

    public static TheoryData<int> Runs => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_watch_does_what_the_twin_does_through_restarts(int seed)
    {
        var random = new Random(seed);
        Alert[] alerts = [.. Enumerable.Range(1, 24).Select(id => Any(random, id))];
        var tape = new AlertTape();
        tape.Restart(alerts);
        var twins = alerts.Select(alert => new Twin(alert)).ToList();
        var past = new List<(long Seconds, decimal Price, decimal Size, EventFlags Flags, bool IsQuote)>();
        var clock = 1_000L;
        for (var i = 0; i < Events; i++)
        {
            clock += random.Next(20) == 0 ? random.Next(200) : random.Next(3);
            var seconds = clock - (random.Next(8) == 0 ? random.Next(90) : 0);
            var flags = random.Next(10) == 0 ? EventFlags.OffPrice : EventFlags.None;
            past.Add((seconds, 100 + random.Next(-12, 13), random.Next(1, 20), flags, random.Next(4) == 0));
            Assert.Equal(twins.SelectMany(twin => twin.Take(i + 1, past)).Order(), Apply(tape, past[^1], false).Order());
            if (random.Next(40) == 0)
                Restart(ref tape, twins, past);
        }
    }

    private static string[] Apply(
        AlertTape tape, (long Seconds, decimal Price, decimal Size, EventFlags Flags, bool IsQuote) one, bool isPast)
    {
        var changes = one.IsQuote
            ? tape.Quote(one.Seconds, one.Price, one.Price + (one.Size / 2))
            : tape.Trade(one.Seconds, one.Price, one.Size, one.Flags, isPast, receivedAfter: 200);
        return [.. changes.Select(change => $"{change.Alert.Id} {change.HasFired} {change.Value}")];
    }

    // What is on the tape is read again, without firing, into alerts that are as the records have them.
    private static void Restart(
        ref AlertTape tape, List<Twin> twins,
        List<(long Seconds, decimal Price, decimal Size, EventFlags Flags, bool IsQuote)> past)
    {
        tape = new AlertTape();
        tape.Restart([.. twins.Select(twin => twin.AsRecorded())]);
        foreach (var one in past)
            if (!one.IsQuote)
                Apply(tape, one, isPast: true);
            else
                tape.PastQuote(one.Seconds, one.Price, one.Price + (one.Size / 2));
    }

    private static Alert Any(Random random, int id)
    {
        var kind = (AlertKind)random.Next(1, 7);
        var threshold = kind switch
        {
            AlertKind.PriceAbove or AlertKind.PriceBelow => 100 + random.Next(-12, 13),
            AlertKind.VolumeAbove => random.Next(20, 400),
            _ => random.Next(1, 15),
        };
        return Make(
            kind, threshold, random.Next(1, 1_500), random.Next(3) > 0, random.Next(0, 20), random.Next(0, 50), id);
    }

    private sealed class Twin(Alert alert)
    {
        private bool _hasFired;

        public Alert AsRecorded() => new()
        {
            Id = alert.Id, User = alert.User, Symbol = alert.Symbol, Kind = alert.Kind, Threshold = alert.Threshold,
            WindowSeconds = alert.WindowSeconds, IsRepeating = alert.IsRepeating, Hysteresis = alert.Hysteresis,
            Since = alert.Since, HasFired = _hasFired,
        };

        public List<string> Take(
            int sequence, List<(long Seconds, decimal Price, decimal Size, EventFlags Flags, bool IsQuote)> past)
        {
            var told = new List<string>();
            var now = past[^1];
            if (sequence <= alert.Since || now.IsQuote != (alert.Kind == AlertKind.SpreadAbove))
                return told;
            var before = past[..^1].Where(one => one.IsQuote == now.IsQuote).ToList();
            var isPriced = (now.Flags & EventFlags.OffPrice) == 0
                && before.Where(IsPriced).All(one => one.Seconds <= now.Seconds);
            switch (alert.Kind)
            {
                case AlertKind.PriceAbove or AlertKind.PriceBelow when isPriced:
                    Test(Units(now.Price), told);
                    break;
                case AlertKind.SpreadAbove when before.All(one => one.Seconds <= now.Seconds):
                    var (spread, middle) = (Units(now.Size / 2), (2 * Units(now.Price)) + Units(now.Size / 2));
                    Test((long)((Int128)spread * 200 * Price.UnitsPerOne / middle), told);
                    break;
                case AlertKind.VolumeAbove:
                    var newest = Seen(past).Where(one => !one.IsQuote).Max(one => one.Seconds);
                    if (_hasFired)
                        Test(Volume(past[..^1], newest), told);
                    Test(Volume(past, newest), told);
                    break;
                case AlertKind.PercentUp or AlertKind.PercentDown when isPriced:
                    var (within, prices) = (Prices(past[..^1], now.Seconds), Prices(past, now.Seconds));
                    if (_hasFired)
                        Test(within.Count == 0 ? 0 : Change(within), told);
                    Test(Change(prices), told);
                    break;
            }

            return told;
        }

        private static bool IsPriced((long Seconds, decimal Price, decimal Size, EventFlags Flags, bool IsQuote) one) =>
            !one.IsQuote && (one.Flags & EventFlags.OffPrice) == 0;

        private IEnumerable<(long Seconds, decimal Price, decimal Size, EventFlags Flags, bool IsQuote)> Seen(
            List<(long Seconds, decimal Price, decimal Size, EventFlags Flags, bool IsQuote)> past) =>
            past.Skip((int)alert.Since);

        private bool IsWithin(long seconds, long newest)
        {
            var step = (alert.WindowSeconds + 599) / 600;
            return (newest / step) - (seconds / step) < Math.Max(1, alert.WindowSeconds / step);
        }

        private long Volume(
            List<(long Seconds, decimal Price, decimal Size, EventFlags Flags, bool IsQuote)> past, long newest)
        {
            // A trade that was too old for the window when it came is not in it, nor later.
            var (sum, top) = (0m, long.MinValue);
            foreach (var one in Seen(past).Where(one => !one.IsQuote))
            {
                top = Math.Max(top, one.Seconds);
                if (IsWithin(one.Seconds, top) && IsWithin(one.Seconds, newest))
                    sum += one.Size;
            }

            return Units(sum);
        }

        // Those that were the newest when they came.
        private List<long> Prices(
            List<(long Seconds, decimal Price, decimal Size, EventFlags Flags, bool IsQuote)> past, long now)
        {
            var (prices, top) = (new List<long>(), long.MinValue);
            for (var i = 0; i < past.Count; i++)
            {
                if (!IsPriced(past[i]) || past[i].Seconds < top)
                    continue;
                top = past[i].Seconds;
                if (i >= alert.Since && IsWithin(top, now))
                    prices.Add(Units(past[i].Price));
            }

            return prices;
        }

        private long Change(List<long> prices)
        {
            var (extreme, change) = alert.Kind == AlertKind.PercentUp
                ? (prices.Min(), prices[^1] - prices.Min())
                : (prices.Max(), prices.Max() - prices[^1]);
            return (long)((Int128)change * 100 * Price.UnitsPerOne / extreme);
        }

        private void Test(long value, List<string> told)
        {
            var isBelow = alert.Kind == AlertKind.PriceBelow;
            var isMet = isBelow ? value <= alert.Threshold : value >= alert.Threshold;
            var distance = (decimal)alert.Threshold * alert.Hysteresis / (100m * Price.UnitsPerOne);
            var isBack = !isMet && (isBelow ? value >= alert.Threshold + distance : value <= alert.Threshold - distance);
            if (!_hasFired && isMet)
                _hasFired = true;
            else if (_hasFired && alert.IsRepeating && isBack)
                _hasFired = false;
            else
                return;
            told.Add($"{alert.Id} {_hasFired} {value}");
        }
    }
}
