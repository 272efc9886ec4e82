using System.Text.Json;

namespace Bourse.Tests.Venues;

/// <summary>Coinbase Exchange's feed.</summary>
internal sealed class CoinbaseTongue : VenueTongue
{
    private readonly Dictionary<string, string> _askedNames = [];

    public override string BookChannel => "level2";

    public override FrameMark Mark(JsonElement frame)
    {
        var symbol = Text(frame, "product_id") ?? "";
        return Text(frame, "type") switch
        {
            "snapshot" => new FrameMark(FrameRole.BookSnapshot, BookChannel, symbol),
            "l2update" => new FrameMark(FrameRole.BookUpdate, BookChannel, symbol),
            "match" => new FrameMark(FrameRole.Market, "matches", symbol),
            "last_match" => new FrameMark(FrameRole.Opening, "matches", symbol),
            "ticker" => new FrameMark(FrameRole.Market, "ticker", symbol),
            "heartbeat" => new FrameMark(FrameRole.Market, "heartbeat", symbol),
            _ => new FrameMark(FrameRole.Answer),
        };
    }

    public override void Apply(JsonElement frame, PlainBook book)
    {
        if (Text(frame, "type") == "l2update")
        {
            foreach (var change in frame.GetProperty("changes").EnumerateArray())
                book.Set(change[0].GetString() == "buy", new(change[1].GetString()!, change[2].GetString()!, ""));
            return;
        }

        book.Clear();
        foreach (var side in new[] { "bids", "asks" })
            foreach (var level in frame.GetProperty(side).EnumerateArray())
                book.Set(side == "bids", new(level[0].GetString()!, level[1].GetString()!, ""));
    }

    public override ClientRequest Understand(JsonElement frame)
    {
        var wish = Text(frame, "type") switch
        {
            "subscribe" => ClientWish.Subscribe,
            "unsubscribe" => ClientWish.Unsubscribe,
            _ => ClientWish.Unknown,
        };
        if (wish == ClientWish.Unknown)
            return ClientRequest.Unknown;
        var (channels, symbols) = (new List<string>(), Texts(frame, "product_ids"));
        foreach (var channel in frame.GetProperty("channels").EnumerateArray())
        {
            var isText = channel.ValueKind == JsonValueKind.String;
            channels.Add(Plain(isText ? channel.GetString()! : Text(channel, "name")!));
            if (!isText)
                symbols = [.. symbols.Union(Texts(channel, "product_ids"))];
        }

        return new ClientRequest(wish, channels, symbols);
    }

    public override IEnumerable<string> Answer(
        ClientRequest request, IReadOnlyCollection<(string Channel, string Symbol)> held)
    {
        if (request.Wish == ClientWish.Unknown)
            return ["""{"type":"error","message":"Failed to subscribe","reason":"Type has to be either subscribe or unsubscribe"}"""];
        var channels = held.GroupBy(one => one.Channel).Select(channel =>
            $$"""{"name":"{{_askedNames.GetValueOrDefault(channel.Key, channel.Key)}}","product_ids":[{{Quoted(channel.Select(one => one.Symbol))}}]}""");
        return [$$"""{"type":"subscriptions","channels":[{{string.Join(',', channels)}}]}"""];
    }

    public override string Snapshot(string symbol, PlainBook book) =>
        $$"""{"type":"snapshot","product_id":"{{symbol}}","asks":[{{Levels(book.Asks)}}],"bids":[{{Levels(book.Bids)}}]}""";

    public override string? Open(string channel, string symbol, string? lastFrame) =>
        channel == "matches" ? lastFrame?.Replace("\"type\":\"match\"", "\"type\":\"last_match\"", StringComparison.Ordinal) : null;

    private static string Levels(SortedDictionary<decimal, PlainLevel> side) =>
        string.Join(',', side.Values.Select(level => $"[\"{level.Price}\",\"{level.Quantity}\"]"));

    private string Plain(string channel)
    {
        if (!channel.StartsWith(BookChannel, StringComparison.Ordinal))
            return channel;
        _askedNames[BookChannel] = channel;
        return BookChannel;
    }
}
