using System.Text.Json;

namespace Bourse.FeedPeer;

internal sealed class PlainBinance(bool isFutures) : PlainVenue
{
    private readonly Dictionary<string, List<byte[]>> _held = [];

    protected override void Take(JsonElement message)
    {
        var data = message.GetProperty("data");
        var type = data.TryGetProperty("e", out var told) ? told.GetString() : "bookTicker";
        if (type == "depthUpdate")
            TakeDelta(data);
        else if (type == "bookTicker")
            TakeQuote(data);
        else if (type is "trade" or "aggTrade")
            TakeTrade(data);
    }

    protected override void TakeAnswer(string address, JsonElement answer)
    {
        var symbol = address.Split("symbol=")[1].Split('&')[0];
        var book = BookOf(symbol);
        book.Clear();
        foreach (var (name, isBid) in new[] { ("bids", true), ("asks", false) })
            foreach (var level in answer.GetProperty(name).EnumerateArray())
                Set(book, isBid, Number(level[0]), Number(level[1]));
        (book.LastNumber, book.IsLive, book.IsJoined) = (answer.GetProperty("lastUpdateId").GetInt64(), true, false);
        Snapshots++;
        if (!_held.Remove(symbol, out var held))
            return;
        foreach (var bytes in held)
        {
            using var json = JsonDocument.Parse(bytes);
            Apply(book, json.RootElement, isCounted: false);
        }
    }

    private void TakeDelta(JsonElement data)
    {
        var symbol = data.GetProperty("s").GetString()!;
        var book = BookOf(symbol);
        Latest = (Time(data), default, default);
        if (book.IsLive)
        {
            Apply(book, data, isCounted: true);
            return;
        }

        Count(data);
        if (!_held.TryGetValue(symbol, out var held))
            _held[symbol] = held = [];
        held.Add(JsonSerializer.SerializeToUtf8Bytes(data));
    }

    private void Apply(PlainBook book, JsonElement data, bool isCounted)
    {
        if (isCounted)
            Count(data);
        var (first, last) = (data.GetProperty("U").GetInt64(), data.GetProperty("u").GetInt64());
        if (isFutures && !book.IsJoined ? last < book.LastNumber : last <= book.LastNumber)
            return;
        var follows = book.IsJoined
            ? (isFutures ? data.GetProperty("pu").GetInt64() == book.LastNumber : first == book.LastNumber + 1)
            : first <= book.LastNumber + (isFutures ? 0 : 1);
        if (!follows)
            throw new InvalidDataException("a delta is missing");
        (book.LastNumber, book.IsJoined) = (last, true);
        foreach (var (name, isBid) in new[] { ("b", true), ("a", false) })
            foreach (var level in data.GetProperty(name).EnumerateArray())
                book.Set(isBid, Number(level[0]), Number(level[1]));
    }

    private void Count(JsonElement data) =>
        CountLevels(data.GetProperty("b").GetArrayLength() + data.GetProperty("a").GetArrayLength());

    private void TakeQuote(JsonElement data)
    {
        foreach (var side in new[] { "b", "a" })
            Latest = (
                Time(data), Number(data.GetProperty(side)), Number(data.GetProperty(side.ToUpperInvariant())));
        Quotes++;
    }

    private void TakeTrade(JsonElement data)
    {
        Latest = (Time(data), Number(data.GetProperty("p")), Number(data.GetProperty("q")));
        Trades++;
    }

    private static DateTimeOffset Time(JsonElement data) =>
        data.TryGetProperty("T", out var time) || data.TryGetProperty("E", out time)
            ? DateTimeOffset.FromUnixTimeMilliseconds(time.GetInt64())
            : default;
}
