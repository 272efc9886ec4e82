using System.Globalization;
using System.Text;
using System.Text.Json;
using Bourse.Market;

namespace Bourse.Tests.Venues;

/// <summary>
/// Twenty-four hours of a made-up market, written as a recording of a venue's frames: every frame has a time of its own,
/// trade ids have no holes, and each book change its number or its checksum. The same seed gives the same day.
/// </summary>
internal sealed class SimulatedDay
{
    public const int Instruments = 3;

    private const int Depth = 10;
    private const int MeanMillisBetween = 2_000;
    private static readonly long Start = Timestamp.FromCivil(2026, 3, 2).Nanoseconds;

    private readonly Chance _chance;
    private readonly bool _isKraken;
    private readonly Line[] _lines;
    private readonly StreamWriter _file;
    private long _time = Start;

    private SimulatedDay(ulong seed, bool isKraken, StreamWriter file)
    {
        (_chance, _isKraken, _file) = (new Chance(seed), isKraken, file);
        _lines = [.. Enumerable.Range(0, Instruments).Select(number => new Line(NameOf(number, isKraken), 100_000 * (number + 1)))];
    }

    /// <summary>Canonical names to the venue's.</summary>
    public static IReadOnlyDictionary<string, string> Names(bool isKraken) => Enumerable.Range(0, Instruments)
        .ToDictionary(number => $"SIM{number}-USD", number => NameOf(number, isKraken));

    /// <summary>Writes the day into a file.</summary>
    public static void Write(string path, ulong seed, bool isKraken)
    {
        using var file = new StreamWriter(path);
        new SimulatedDay(seed, isKraken, file).Write();
    }

    private static string NameOf(int number, bool isKraken) => isKraken ? $"SIM{number}/USD" : $"SIM{number}USD";

    private void Write()
    {
        Put("connect", "");
        foreach (var line in _lines)
            Open(line);
        while (_time < Start + Timestamp.PerDay)
        {
            // Whole microseconds, as venues write them.
            _time += Math.Max(1, (long)(_chance.NextExponential() * MeanMillisBetween * 1000)) * 1000;
            var line = _lines[_chance.Next(_lines.Length)];
            if (_chance.IsLess(0.3))
                Trade(line);
            else
                Change(line);
        }
    }

    private void Open(Line line)
    {
        for (var i = 1; i <= Depth; i++)
        {
            line.Bids[-(line.Mid - i)] = Lots();
            line.Asks[line.Mid + i] = Lots();
        }

        if (_isKraken)
            Put("recv", KrakenBook(line, "snapshot", line.Bids, line.Asks));
        else
            Put("http", $"{{\"lastUpdateId\":{line.Number},\"bids\":[{Pairs(line.Bids)}],\"asks\":[{Pairs(line.Asks)}]}}", line);
    }

    private void Trade(Line line)
    {
        line.TradeId++;
        var isBuy = _chance.IsLess(0.5);
        var price = Price(isBuy ? line.Asks.Keys.First() : -line.Bids.Keys.First());
        var lots = Lots();
        Put("recv", _isKraken
            ? $"{{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{{\"symbol\":\"{line.Name}\",\"side\":\"{(isBuy ? "buy" : "sell")}\","
                + $"\"price\":{price},\"qty\":{Quantity(lots)},\"ord_type\":\"limit\",\"trade_id\":{line.TradeId},"
                + $"\"timestamp\":\"{new Timestamp(_time)}\"}}]}}"
            : $"{{\"stream\":\"{Stream(line)}@trade\",\"data\":{{\"e\":\"trade\",\"E\":{Millis},\"s\":\"{line.Name}\",\"t\":{line.TradeId},"
                + $"\"p\":\"{price}\",\"q\":\"{Quantity(lots)}\",\"T\":{Millis},\"m\":{(isBuy ? "false" : "true")},\"M\":true}}}}");
    }

    // Now and then the middle moves, and what it would cross goes.
    private void Change(Line line)
    {
        SortedDictionary<long, long> bids = [], asks = [];
        line.Mid += _chance.Next(3) - 1;
        foreach (var crossed in line.Bids.Keys.Where(key => -key >= line.Mid))
            bids[crossed] = 0;
        foreach (var crossed in line.Asks.Keys.Where(key => key <= line.Mid))
            asks[crossed] = 0;
        for (var changes = 1 + _chance.Next(3); changes > 0; changes--)
        {
            var away = 1 + _chance.Next(Depth);
            var lots = _chance.IsLess(0.15) && line.Bids.Count > 3 && line.Asks.Count > 3 ? 0 : Lots();
            if (_chance.IsLess(0.5))
                bids[-(line.Mid - away)] = lots;
            else
                asks[line.Mid + away] = lots;
        }

        Apply(bids, line.Bids);
        Apply(asks, line.Asks);
        line.Number += 1 + _chance.Next(4);
        Put("recv", _isKraken
            ? KrakenBook(line, "update", bids, asks)
            : $"{{\"stream\":\"{Stream(line)}@depth@100ms\",\"data\":{{\"e\":\"depthUpdate\",\"E\":{Millis},\"s\":\"{line.Name}\","
                + $"\"U\":{line.LastNumber + 1},\"u\":{line.Number},\"b\":[{Pairs(bids)}],\"a\":[{Pairs(asks)}]}}}}");
        line.LastNumber = line.Number;
    }

    private void Apply(SortedDictionary<long, long> changes, SortedDictionary<long, long> side)
    {
        foreach (var (key, lots) in changes)
            if (lots == 0)
                side.Remove(key);
            else
                side[key] = lots;
        while (_isKraken && side.Count > Depth)
            side.Remove(side.Keys.Last());
    }

    private string KrakenBook(
        Line line, string type, SortedDictionary<long, long> bids, SortedDictionary<long, long> asks)
    {
        var digits = new StringBuilder();
        foreach (var (key, lots) in line.Asks.Take(10).Concat(line.Bids.Take(10)))
            digits.Append(Math.Abs(key)).Append(lots);
        return $"{{\"channel\":\"book\",\"type\":\"{type}\",\"data\":[{{\"symbol\":\"{line.Name}\",\"bids\":[{Levels(bids)}],"
            + $"\"asks\":[{Levels(asks)}],\"checksum\":{VenueTongue.Crc(digits.ToString())},\"timestamp\":\"{new Timestamp(_time)}\"}}]}}";
    }

    private static string Levels(SortedDictionary<long, long> side) => string.Join(',', side.Select(
        level => $"{{\"price\":{Price(level.Key)},\"qty\":{Quantity(level.Value)}}}"));

    private static string Pairs(SortedDictionary<long, long> side) => string.Join(',', side.Select(
        level => $"[\"{Price(level.Key)}\",\"{Quantity(level.Value)}\"]"));

    // Bids are kept under the negative of their price, so that the best comes first on both sides.
    private static string Price(long key) => string.Create(
        CultureInfo.InvariantCulture, $"{Math.Abs(key) / 10}.{Math.Abs(key) % 10}");

    private static string Quantity(long lots) => string.Create(
        CultureInfo.InvariantCulture, $"{lots / 100_000_000}.{lots % 100_000_000:00000000}");

    private long Lots() => 1 + (long)(_chance.Next() * 500_000_000);

    private long Millis => _time / Timestamp.PerMillisecond;

    private static string Stream(Line line) => line.Name.ToLowerInvariant();

    private void Put(string kind, string data, Line? line = null)
    {
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{_time / 1_000_000_000}.{_time % 1_000_000_000 / 1000:000000}");
        var url = line is null ? "ws://simulated" : $"http://simulated/api/v3/depth?symbol={line.Name}&limit=1000";
        _file.WriteLine(
            $"{{\"t\":\"{kind}\",\"conn\":\"SIM.ws.1\",\"ts\":{seconds},\"addr\":\"{url}\",\"data\":{JsonSerializer.Serialize(data)}}}");
    }

    private sealed class Line(string name, long mid)
    {
        public string Name => name;

        public long Mid { get; set; } = mid;

        public long Number { get; set; } = 1000;

        public long LastNumber { get; set; } = 1000;

        public long TradeId { get; set; }

        public SortedDictionary<long, long> Bids { get; } = [];

        public SortedDictionary<long, long> Asks { get; } = [];
    }
}
