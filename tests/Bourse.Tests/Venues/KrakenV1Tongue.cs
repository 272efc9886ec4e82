using System.Text.Json;

namespace Bourse.Tests.Venues;

/// <summary>Kraken's WebSocket, version 1: market frames are arrays that end with channel and pair.</summary>
internal sealed class KrakenV1Tongue : VenueTongue
{
    private readonly Dictionary<(string Channel, string Symbol), (int Id, string Name)> _channels = [];

    public override FrameMark Mark(JsonElement frame)
    {
        if (frame.ValueKind == JsonValueKind.Object)
            return new FrameMark(Text(frame, "event") == "heartbeat" ? FrameRole.Everyone : FrameRole.Answer);
        var length = frame.GetArrayLength();
        var (name, symbol) = (frame[length - 2].GetString()!, frame[length - 1].GetString()!);
        var channel = name.Split('-')[0];
        _channels[(channel, symbol)] = (frame[0].GetInt32(), name);
        var role = channel != BookChannel ? FrameRole.Market
            : frame[1].TryGetProperty("as", out _) ? FrameRole.BookSnapshot
            : FrameRole.BookUpdate;
        return new FrameMark(role, channel, symbol);
    }

    public override void Apply(JsonElement frame, PlainBook book)
    {
        var parts = frame.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.Object).ToList();
        if (parts[0].TryGetProperty("as", out _))
            book.Clear();
        book.Depth = int.Parse(frame[frame.GetArrayLength() - 2].GetString()!.Split('-')[1]);
        foreach (var part in parts)
            foreach (var side in part.EnumerateObject().Where(side => side.Value.ValueKind == JsonValueKind.Array))
                foreach (var level in side.Value.EnumerateArray())
                    book.Set(side.Name[0] == 'b', new(level[0].GetString()!, level[1].GetString()!, level[2].GetString()!));
        book.Trim();
    }

    public override ClientRequest Understand(JsonElement frame)
    {
        var wish = Text(frame, "event") switch
        {
            "subscribe" => ClientWish.Subscribe,
            "unsubscribe" => ClientWish.Unsubscribe,
            "ping" => ClientWish.Ping,
            _ => ClientWish.Unknown,
        };
        var what = frame.TryGetProperty("subscription", out var subscription) ? subscription : default;
        return new ClientRequest(wish, [Text(what, "name") ?? ""], Texts(frame, "pair"), Whole(frame, "reqid"))
        {
            Depth = Text(what, "depth") is { } depth ? int.Parse(depth) : 0,
        };
    }

    public override IEnumerable<string> Greet() =>
        ["""{"connectionID":17843232920108168701,"event":"systemStatus","status":"online","version":"1.8.3"}"""];

    public override IEnumerable<string> Answer(
        ClientRequest request, IReadOnlyCollection<(string Channel, string Symbol)> held)
    {
        var number = request.Number is { } reqid ? $"\"reqid\":{reqid}," : "";
        if (request.Wish == ClientWish.Ping)
            return [$$"""{{{number}}"event":"pong"}"""];
        var status = request.Wish == ClientWish.Subscribe ? "subscribed" : "unsubscribed";
        return from symbol in request.Symbols
               let channel = _channels.GetValueOrDefault((request.Channels[0], symbol), (0, request.Channels[0]))
               select $$$"""{"channelID":{{{channel.Item1}}},"channelName":"{{{channel.Item2}}}","event":"subscriptionStatus",""" +
                   $$$"""{{{number}}}"pair":"{{{symbol}}}","status":"{{{status}}}","subscription":{"name":"{{{request.Channels[0]}}}"}}""";
    }

    public override string Snapshot(string symbol, PlainBook book)
    {
        var (id, name) = _channels[(BookChannel, symbol)];
        return $$"""[{{id}},{"as":[{{Levels(book.Asks)}}],"bs":[{{Levels(book.Bids)}}]},"{{name}}","{{symbol}}"]""";
    }

    private static string Levels(SortedDictionary<decimal, PlainLevel> side) => string.Join(
        ',', side.Values.Select(level => $"[\"{level.Price}\",\"{level.Quantity}\",\"{level.Time}\"]"));
}
