using System.Text.Json;

namespace Bourse.FeedPeer;

internal sealed class PlainCoinbase : PlainVenue
{
    protected override void Take(JsonElement message)
    {
        switch (message.GetProperty("type").GetString())
        {
            case "snapshot":
                TakeSnapshot(message);
                break;
            case "l2update":
                TakeUpdate(message);
                break;
            case "match" or "last_match":
                Latest = (
                    message.GetProperty("time").GetDateTimeOffset(), Number(message.GetProperty("price")),
                    Number(message.GetProperty("size")));
                Trades++;
                break;
            case "ticker":
                TakeTicker(message);
                break;
            default:
                break;
        }
    }

    private void TakeSnapshot(JsonElement message)
    {
        var book = BookOf(message.GetProperty("product_id").GetString()!);
        book.Clear();
        foreach (var (name, isBid) in new[] { ("bids", true), ("asks", false) })
            foreach (var level in message.GetProperty(name).EnumerateArray())
                Set(book, isBid, Number(level[0]), Number(level[1]));
        Snapshots++;
    }

    private void TakeUpdate(JsonElement message)
    {
        var book = BookOf(message.GetProperty("product_id").GetString()!);
        foreach (var change in message.GetProperty("changes").EnumerateArray())
            Set(book, change[0].GetString() == "buy", Number(change[1]), Number(change[2]));
        Latest = (message.GetProperty("time").GetDateTimeOffset(), default, default);
    }

    // A ticker without sizes is no quote.
    private void TakeTicker(JsonElement message)
    {
        foreach (var name in new[] { "best_bid", "best_ask" })
            Latest = (message.GetProperty("time").GetDateTimeOffset(), Number(message.GetProperty(name)), default);
        if (message.TryGetProperty("best_bid_size", out _))
            Quotes++;
    }
}
