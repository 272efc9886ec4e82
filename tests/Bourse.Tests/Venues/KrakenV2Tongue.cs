using System.Globalization;
using System.Text.Json;

namespace Bourse.Tests.Venues;

/// <summary>Kraken's WebSocket, version 2. Decimals of an instrument are the most that the recording's digits have.</summary>
internal sealed class KrakenV2Tongue : VenueTongue
{
    private const string Time = "2023-07-30T15:30:00.000000Z";

    private readonly Dictionary<string, (int Price, int Quantity)> _decimals = [];

    public override FrameMark Mark(JsonElement frame)
    {
        var channel = Text(frame, "channel");
        if (channel is null or "status" or "instrument")
            return new FrameMark(FrameRole.Answer);
        if (channel == "heartbeat")
            return new FrameMark(FrameRole.Everyone);
        var symbol = Text(frame.GetProperty("data")[0], "symbol")!;
        if (channel != BookChannel)
            return new FrameMark(FrameRole.Market, channel, symbol);
        LearnDecimals(frame.GetProperty("data")[0], symbol);
        return new FrameMark(
            Text(frame, "type") == "snapshot" ? FrameRole.BookSnapshot : FrameRole.BookUpdate, channel, symbol);
    }

    public override void Apply(JsonElement frame, PlainBook book)
    {
        var data = frame.GetProperty("data")[0];
        if (Text(frame, "type") == "snapshot")
        {
            book.Clear();
            book.Depth = data.GetProperty("bids").GetArrayLength();
        }

        foreach (var side in new[] { "bids", "asks" })
            foreach (var level in data.GetProperty(side).EnumerateArray())
                book.Set(side == "bids", new(Text(level, "price")!, Text(level, "qty")!, ""));
        book.Trim();
    }

    public override ClientRequest Understand(JsonElement frame)
    {
        var wish = Text(frame, "method") switch
        {
            "subscribe" => ClientWish.Subscribe,
            "unsubscribe" => ClientWish.Unsubscribe,
            "ping" => ClientWish.Ping,
            _ => ClientWish.Unknown,
        };
        var what = frame.TryGetProperty("params", out var asked) ? asked : default;
        var symbols = what.ValueKind == JsonValueKind.Object ? Texts(what, "symbol") : [];
        return new ClientRequest(wish, [Text(what, "channel") ?? ""], symbols, Whole(frame, "req_id"))
        {
            Depth = Text(what, "depth") is { } depth ? int.Parse(depth) : 0,
        };
    }

    public override IEnumerable<string> Greet() =>
    [
        """{"channel":"status","type":"update","data":[{"version":"2.0.10","system":"online","api_version":"v2","connection_id":1}]}""",
    ];

    public override IEnumerable<string> Answer(
        ClientRequest request, IReadOnlyCollection<(string Channel, string Symbol)> held)
    {
        var times = $"\"time_in\":\"{Time}\",\"time_out\":\"{Time}\"";
        if (request.Number is { } number)
            times = $"\"req_id\":{number},{times}";
        if (request.Wish == ClientWish.Ping)
            return [$$"""{"method":"pong",{{times}}}"""];
        var method = request.Wish == ClientWish.Subscribe ? "subscribe" : "unsubscribe";
        var results = request.Channels[0] == "instrument"
            ? ["""{"channel":"instrument","snapshot":true}"""]
            : request.Symbols.Select(symbol => $$"""{"channel":"{{request.Channels[0]}}","symbol":"{{symbol}}"}""");
        return results.Select(result => $$"""{"method":"{{method}}","result":{{result}},"success":true,{{times}}}""");
    }

    public override string? Open(string channel, string symbol, string? lastFrame) => channel != "instrument"
        ? null
        : $$$"""{"channel":"instrument","type":"snapshot","data":{"assets":[],"pairs":[{{{string.Join(',', _decimals.Select(Pair))}}}]}}""";

    public override string Snapshot(string symbol, PlainBook book) =>
        $$"""{"channel":"book","type":"snapshot","data":[{"symbol":"{{symbol}}","bids":[{{Levels(book.Bids, symbol)}}],""" +
        $$"""{{""}}"asks":[{{Levels(book.Asks, symbol)}}],"checksum":{{Checksum(symbol, book)}},"timestamp":"{{Time}}"}]}""";

    /// <summary>CRC-32 of the ten best asks, then bids: price and quantity without point and leading zeros.</summary>
    public uint Checksum(string symbol, PlainBook book) => Crc(string.Concat(
        book.Asks.Take(10).Concat(book.Bids.Take(10)).Select(level =>
            Whole(level.Value.Price, _decimals[symbol].Price) + Whole(level.Value.Quantity, _decimals[symbol].Quantity))));

    private static string Whole(string digits, int decimals) =>
        Padded(digits, decimals).Replace(".", "", StringComparison.Ordinal).TrimStart('0');

    private static string Padded(string digits, int decimals) => decimal
        .Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture).ToString("F" + decimals, CultureInfo.InvariantCulture);

    private string Levels(SortedDictionary<decimal, PlainLevel> side, string symbol) => string.Join(',', side.Values.Select(
        level => $$"""{"price":{{Padded(level.Price, _decimals[symbol].Price)}},"qty":{{Padded(level.Quantity, _decimals[symbol].Quantity)}}}"""));

    private static string Pair(KeyValuePair<string, (int Price, int Quantity)> pair) =>
        $$"""{"symbol":"{{pair.Key}}","base":"{{pair.Key.Split('/')[0]}}","quote":"{{pair.Key.Split('/')[1]}}","status":"online",""" +
        $$"""{{""}}"qty_precision":{{pair.Value.Quantity}},"qty_increment":{{Step(pair.Value.Quantity)}},"price_precision":{{pair.Value.Price}},""" +
        $$"""{{""}}"price_increment":{{Step(pair.Value.Price)}},"cost_precision":5,"cost_min":0.5,"marginable":false}""";

    private static string Step(int decimals) => decimals == 0 ? "1" : $"0.{new string('0', decimals - 1)}1";

    private void LearnDecimals(JsonElement data, string symbol)
    {
        var (price, quantity) = _decimals.GetValueOrDefault(symbol);
        foreach (var level in data.GetProperty("bids").EnumerateArray().Concat(data.GetProperty("asks").EnumerateArray()))
        {
            price = Math.Max(price, DecimalsOf(Text(level, "price")!));
            quantity = Math.Max(quantity, DecimalsOf(Text(level, "qty")!));
        }

        _decimals[symbol] = (price, quantity);
    }

    private static int DecimalsOf(string digits) =>
        decimal.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture).Scale;
}
