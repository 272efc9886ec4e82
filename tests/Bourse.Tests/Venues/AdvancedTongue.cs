using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bourse.Tests.Venues;

/// <summary>Coinbase Advanced Trade's feed: frames are numbered on each connection.</summary>
internal sealed partial class AdvancedTongue : VenueTongue
{
    private const string Time = "2026-08-09T21:05:48.000000000Z";

    public override string BookChannel => "level2";

    public override FrameMark Mark(JsonElement frame)
    {
        var channel = Text(frame, "channel");
        if (channel is null or "subscriptions")
            return new FrameMark(FrameRole.Answer);
        if (channel == "heartbeats")
            return new FrameMark(FrameRole.Everyone);
        var part = frame.GetProperty("events")[0];
        if (channel == "l2_data")
        {
            var role = Text(part, "type") == "snapshot" ? FrameRole.BookSnapshot : FrameRole.BookUpdate;
            return new FrameMark(role, BookChannel, Text(part, "product_id")!);
        }

        var list = part.GetProperty(channel switch { "market_trades" => "trades", "ticker" => "tickers", _ => channel });
        return new FrameMark(FrameRole.Market, channel, Text(list[0], "product_id")!);
    }

    public override void Apply(JsonElement frame, PlainBook book)
    {
        foreach (var part in frame.GetProperty("events").EnumerateArray())
        {
            if (Text(part, "type") == "snapshot")
                book.Clear();
            foreach (var level in part.GetProperty("updates").EnumerateArray())
                book.Set(
                    Text(level, "side") == "bid",
                    new(Text(level, "price_level")!, Text(level, "new_quantity")!, Text(level, "event_time")!));
        }
    }

    public override ClientRequest Understand(JsonElement frame)
    {
        var wish = Text(frame, "type") switch
        {
            "subscribe" => ClientWish.Subscribe,
            "unsubscribe" => ClientWish.Unsubscribe,
            _ => ClientWish.Unknown,
        };
        return new ClientRequest(wish, [Text(frame, "channel") ?? ""], Texts(frame, "product_ids"));
    }

    public override IEnumerable<string> Answer(
        ClientRequest request, IReadOnlyCollection<(string Channel, string Symbol)> held)
    {
        if (request.Wish == ClientWish.Unknown)
            return ["""{"type":"error","message":"failed to subscribe"}"""];
        var channels = held.GroupBy(one => one.Channel)
            .Select(channel => $"\"{channel.Key}\":[{Quoted(channel.Select(one => one.Symbol))}]");
        return
        [
            $$$"""{"channel":"subscriptions","timestamp":"{{{Time}}}","sequence_num":0,"events":[{"subscriptions":{{{{string.Join(',', channels)}}}}}]}""",
        ];
    }

    public override string Snapshot(string symbol, PlainBook book)
    {
        var levels = string.Join(',', Levels("bid", book.Bids).Concat(Levels("offer", book.Asks)));
        return $$"""{"channel":"l2_data","timestamp":"{{Time}}","sequence_num":0,"events":[{"type":"snapshot",""" +
            $$"""{{""}}"product_id":"{{symbol}}","updates":[{{levels}}]}]}""";
    }

    public override string Number(string frame, long number) =>
        SequenceNumber().Replace(frame, $"\"sequence_num\":{number}", 1);

    private static IEnumerable<string> Levels(string side, SortedDictionary<decimal, PlainLevel> levels) => levels.Values.Select(
        level => $$"""{"side":"{{side}}","event_time":"{{level.Time}}","price_level":"{{level.Price}}","new_quantity":"{{level.Quantity}}"}""");

    [GeneratedRegex("\"sequence_num\":\\d+")]
    private static partial Regex SequenceNumber();
}
