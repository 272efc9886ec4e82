using System.Text.Json;

namespace Bourse.Tests.Venues;

/// <summary>Binance's combined streams, spot and futures. Snapshots are asked for over REST.</summary>
internal sealed class BinanceTongue : VenueTongue
{
    public override string BookChannel => "depth@100ms";

    public override FrameMark Mark(JsonElement frame)
    {
        if (Text(frame, "stream") is not { } stream)
            return new FrameMark(FrameRole.Answer);
        var (symbol, channel) = Split(stream);
        return new FrameMark(channel == BookChannel ? FrameRole.BookUpdate : FrameRole.Market, channel, symbol);
    }

    /// <summary>A recorded answer of REST starts the book; updates that it holds already are left out.</summary>
    public override void Apply(JsonElement frame, PlainBook book)
    {
        var isUpdate = frame.TryGetProperty("data", out var update);
        var data = isUpdate ? update : frame;
        var number = Whole(data, isUpdate ? "u" : "lastUpdateId")!.Value;
        if (isUpdate && number <= book.LastNumber)
            return;
        if (!isUpdate)
            book.Clear();
        book.LastNumber = number;
        foreach (var level in data.GetProperty(isUpdate ? "b" : "bids").EnumerateArray())
            book.Set(true, new(level[0].GetString()!, level[1].GetString()!, ""));
        foreach (var level in data.GetProperty(isUpdate ? "a" : "asks").EnumerateArray())
            book.Set(false, new(level[0].GetString()!, level[1].GetString()!, ""));
    }

    public override ClientRequest Understand(JsonElement frame)
    {
        var wish = Text(frame, "method") switch
        {
            "SUBSCRIBE" => ClientWish.Subscribe,
            "UNSUBSCRIBE" => ClientWish.Unsubscribe,
            "LIST_SUBSCRIPTIONS" => ClientWish.Ping,
            _ => ClientWish.Unknown,
        };
        return new ClientRequest(wish, Texts(frame, "params"), [], Whole(frame, "id"));
    }

    /// <summary>Every stream names its symbol.</summary>
    public override IEnumerable<(string Channel, string Symbol)> Pairs(ClientRequest request) =>
        request.Channels.Select(Split).Select(stream => (stream.Channel, stream.Symbol));

    public override IEnumerable<(string Channel, string Symbol)> AskedByAddress(Func<string, string?> query) =>
        (query("streams") ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Select(Split).Select(stream => (stream.Channel, stream.Symbol));

    private static (string Symbol, string Channel) Split(string stream)
    {
        var at = stream.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? (stream, "") : (stream[..at].ToUpperInvariant(), stream[(at + 1)..]);
    }

    public override IEnumerable<string> Answer(
        ClientRequest request, IReadOnlyCollection<(string Channel, string Symbol)> held)
    {
        var id = request.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null";
        return request.Wish switch
        {
            ClientWish.Unknown => [$$$"""{"error":{"code":2,"msg":"Invalid request"},"id":{{{id}}}}"""],
            ClientWish.Ping => [$$"""{"result":[{{string.Join(',', held.Select(NameOf))}}],"id":{{id}}}"""],
            _ => [$$"""{"result":null,"id":{{id}}}"""],
        };

        static string NameOf((string Channel, string Symbol) stream) =>
            $"\"{stream.Symbol.ToLowerInvariant()}@{stream.Channel}\"";
    }

    public override string? Snapshot(string symbol, PlainBook book) => null;

    public override string? DepthAsked(string path, Func<string, string?> query) =>
        path.EndsWith("/depth", StringComparison.Ordinal) ? query("symbol") : null;

    public override string DepthAnswer(PlainBook book, int limit) =>
        $$"""{"lastUpdateId":{{book.LastNumber}},"bids":[{{Levels(book.Bids, limit)}}],"asks":[{{Levels(book.Asks, limit)}}]}""";

    private static string Levels(SortedDictionary<decimal, PlainLevel> side, int limit) =>
        string.Join(',', side.Values.Take(limit).Select(level => $"[\"{level.Price}\",\"{level.Quantity}\"]"));
}
