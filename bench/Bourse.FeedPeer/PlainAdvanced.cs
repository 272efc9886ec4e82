using System.Text.Json;

namespace Bourse.FeedPeer;

/// <summary>Coinbase Advanced Trade.</summary>
internal sealed class PlainAdvanced : PlainVenue
{
    protected override void Take(JsonElement message)
    {
        var time = message.GetProperty("timestamp").GetDateTimeOffset();
        foreach (var part in message.GetProperty("events").EnumerateArray())
            switch (message.GetProperty("channel").GetString())
            {
                case "l2_data":
                    TakeBook(part);
                    break;
                case "market_trades":
                    TakeTrades(part);
                    break;
                case "ticker":
                    TakeTickers(part, time);
                    break;
                default:
                    break;
            }
    }

    private void TakeBook(JsonElement part)
    {
        var book = BookOf(part.GetProperty("product_id").GetString()!);
        if (part.GetProperty("type").GetString() == "snapshot")
        {
            book.Clear();
            Snapshots++;
        }

        foreach (var level in part.GetProperty("updates").EnumerateArray())
        {
            Set(
                book, level.GetProperty("side").GetString() == "bid", Number(level.GetProperty("price_level")),
                Number(level.GetProperty("new_quantity")));
            Latest = (level.GetProperty("event_time").GetDateTimeOffset(), default, default);
        }
    }

    private void TakeTrades(JsonElement part)
    {
        foreach (var trade in part.GetProperty("trades").EnumerateArray())
        {
            Latest = (
                trade.GetProperty("time").GetDateTimeOffset(), Number(trade.GetProperty("price")),
                Number(trade.GetProperty("size")));
            Trades++;
        }
    }

    private void TakeTickers(JsonElement part, DateTimeOffset time)
    {
        foreach (var ticker in part.GetProperty("tickers").EnumerateArray())
        {
            foreach (var side in new[] { "best_bid", "best_ask" })
                Latest = (time, Number(ticker.GetProperty(side)), Number(ticker.GetProperty($"{side}_quantity")));
            Quotes++;
        }
    }
}
