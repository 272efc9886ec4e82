using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>The frames of Coinbase Exchange's feed, written. Market frames allocate nothing.</summary>
internal static class CoinbaseWords
{
    private const int Decimals = 8;

    public static void Refused(VoiceFrames frames, string message, string reason) => frames
        .Put("{\"type\":\"error\",\"message\":\""u8).Put(message).Put("\",\"reason\":\""u8).Put(reason).Put("\"}"u8).End();

    public static void Subscriptions(VoiceFrames frames, IEnumerable<(string Channel, string Product)> held)
    {
        frames.Put("{\"type\":\"subscriptions\",\"channels\":["u8);
        var channels = held.GroupBy(one => one.Channel).ToList();
        foreach (var channel in channels)
        {
            frames.Put(channel == channels[0] ? default : ","u8);
            frames.Put("{\"name\":\""u8).Put(channel.Key).Put("\",\"product_ids\":["u8);
            var isFirst = true;
            foreach (var (_, product) in channel)
            {
                frames.Put(isFirst ? "\""u8 : ",\""u8).Put(product).Put("\""u8);
                isFirst = false;
            }

            frames.Put("]}"u8);
        }

        frames.Put("]}"u8).End();
    }

    public static void Heartbeat(VoiceFrames frames, PlaybackMarket market, long sequence, Timestamp time)
    {
        Begin(frames, "heartbeat"u8, market).Put(",\"sequence\":"u8).Put(sequence);
        frames.Put(",\"last_trade_id\":"u8).Put(market.LastTradeId);
        End(frames, time);
    }

    public static void Snapshot(VoiceFrames frames, PlaybackMarket market)
    {
        Begin(frames, "snapshot"u8, market).Put(",\"asks\":["u8);
        Levels(frames, market, market.Book.Asks);
        frames.Put("],\"bids\":["u8);
        Levels(frames, market, market.Book.Bids);
        frames.Put("]"u8);
        End(frames, market.Book.VenueTime);
    }

    public static void Changes(
        VoiceFrames frames, PlaybackMarket market, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
    {
        if (bids.Length + asks.Length == 0)
            return;
        Begin(frames, "l2update"u8, market).Put(",\"changes\":["u8);
        for (var i = 0; i < bids.Length + asks.Length; i++)
        {
            var isBid = i < bids.Length;
            var level = isBid ? bids[i] : asks[i - bids.Length];
            frames.Put(i == 0 ? "[\""u8 : ",[\""u8).Put(isBid ? "buy"u8 : "sell"u8).Put("\",\""u8);
            frames.Put(level.Price.Units, market.PriceDecimals).Put("\",\""u8);
            frames.Put(level.Quantity.Units, market.QuantityDecimals).Put("\"]"u8);
        }

        frames.Put("]"u8);
        End(frames, market.Book.VenueTime);
    }

    /// <summary>A match names the side of the order that was in the book.</summary>
    public static void Match(VoiceFrames frames, PlaybackMarket market, bool isLast, long sequence)
    {
        var trade = market.LastTrade;
        Begin(frames, isLast ? "last_match"u8 : "match"u8, market).Put(",\"trade_id\":"u8).Put(market.LastTradeId);
        frames.Put(",\"maker_order_id\":\"00000000-0000-0000-0000-000000000000\""u8);
        frames.Put(",\"taker_order_id\":\"00000000-0000-0000-0000-000000000000\""u8);
        frames.Put(trade.Header.Side == Side.Sell ? ",\"side\":\"buy\""u8 : ",\"side\":\"sell\""u8);
        frames.Put(",\"size\":\""u8).Put(trade.Quantity.Units, market.QuantityDecimals).Put("\",\"price\":\""u8);
        frames.Put(trade.Price.Units, market.PriceDecimals).Put("\",\"sequence\":"u8).Put(sequence);
        End(frames, trade.Header.VenueTime);
    }

    public static void Ticker(VoiceFrames frames, PlaybackMarket market, long sequence)
    {
        var (trade, price, quantity) = (market.LastTrade, market.PriceDecimals, market.QuantityDecimals);
        var (bid, ask) = market.Best;
        Begin(frames, "ticker"u8, market).Put(",\"sequence\":"u8).Put(sequence);
        frames.Put(",\"price\":\""u8).Put(trade.Price.Units, price);
        frames.Put("\",\"open_24h\":\""u8).Put(market.Open.Units, price);
        frames.Put("\",\"volume_24h\":\""u8).Put(market.Volume.Units, Decimals);
        frames.Put("\",\"low_24h\":\""u8).Put(market.Low.Units, price);
        frames.Put("\",\"high_24h\":\""u8).Put(market.High.Units, price);
        frames.Put("\",\"volume_30d\":\""u8).Put(market.Volume.Units, Decimals);
        frames.Put("\",\"best_bid\":\""u8).Put(bid.Price.Units, price);
        frames.Put("\",\"best_bid_size\":\""u8).Put(bid.Quantity.Units, quantity);
        frames.Put("\",\"best_ask\":\""u8).Put(ask.Price.Units, price);
        frames.Put("\",\"best_ask_size\":\""u8).Put(ask.Quantity.Units, quantity);
        frames.Put(trade.Header.Side == Side.Sell ? "\",\"side\":\"sell\""u8 : "\",\"side\":\"buy\""u8);
        frames.Put(",\"trade_id\":"u8).Put(market.LastTradeId);
        frames.Put(",\"last_size\":\""u8).Put(trade.Quantity.Units, quantity).Put("\""u8);
        End(frames, market.TickerTime);
    }

    private static VoiceFrames Begin(VoiceFrames frames, ReadOnlySpan<byte> type, PlaybackMarket market) => frames
        .Put("{\"type\":\""u8).Put(type).Put("\",\"product_id\":\""u8).Put(market.NameBytes).Put("\""u8);

    private static void End(VoiceFrames frames, Timestamp time) =>
        frames.Put(",\"time\":\""u8).Put(time).Put("\"}"u8).End();

    private static void Levels(VoiceFrames frames, PlaybackMarket market, BookSide side)
    {
        for (var depth = 0; depth < side.Count; depth++)
        {
            frames.Put(depth == 0 ? "[\""u8 : ",[\""u8).Put(side[depth].Price.Units, market.PriceDecimals);
            frames.Put("\",\""u8).Put(side[depth].Quantity.Units, market.QuantityDecimals).Put("\"]"u8);
        }
    }
}
