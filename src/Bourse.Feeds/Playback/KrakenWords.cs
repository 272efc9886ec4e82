using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>The frames of Kraken's WebSocket v2, written. Market frames allocate nothing.</summary>
internal static class KrakenWords
{
    private const int Decimals = 8;

    public static void Status(VoiceFrames frames) => frames.Add(
        """{"channel":"status","type":"update","data":[{"version":"2.0.10","system":"online","connection_id":1}]}"""u8);

    public static void Pong(VoiceFrames frames, long? number, Timestamp now)
    {
        frames.Put("""{"method":"pong","""u8);
        EndAnswer(frames, number, now);
    }

    public static void Agreed(VoiceFrames frames, KrakenRequest asked, string? symbol, Timestamp now)
    {
        frames.Put("{\"method\":\""u8).Put(asked.Method).Put("\",\"result\":{\"channel\":\""u8);
        frames.Put(asked.Channel).Put("\""u8);
        if (asked.Channel == "book")
            frames.Put(""","depth":"""u8).Put(asked.Depth);
        if (asked.Channel == "ticker")
            frames.Put(""","event_trigger":"""u8).Put(asked.OnBestPrices ? "\"bbo\""u8 : "\"trades\""u8);
        if (asked.Method == "subscribe")
            frames.Put(""","snapshot":"""u8).Put(asked.WantsSnapshot ? "true"u8 : "false"u8);
        if (symbol is not null)
            frames.Put(",\"symbol\":\""u8).Put(symbol).Put("\""u8);
        frames.Put("""},"success":true,"""u8);
        EndAnswer(frames, asked.Number, now);
    }

    public static void Refused(VoiceFrames frames, KrakenRequest? asked, string? symbol, string reason, Timestamp now)
    {
        frames.Put("{\"error\":\""u8).Put(reason).Put("\","u8);
        if (asked is not null)
            frames.Put("\"method\":\""u8).Put(asked.Method).Put("\","u8);
        if (symbol is not null)
            frames.Put("\"symbol\":\""u8).Put(symbol).Put("\","u8);
        frames.Put("\"success\":false,"u8);
        EndAnswer(frames, asked?.Number, now);
    }

    public static void Book(
        VoiceFrames frames, PlaybackMarket market, ReadOnlySpan<byte> type, ReadOnlySpan<BookLevel> bids,
        ReadOnlySpan<BookLevel> asks, uint checksum)
    {
        Begin(frames, "book"u8, type, market);
        frames.Put(""","bids":["""u8);
        Levels(frames, market, bids);
        frames.Put("""],"asks":["""u8);
        Levels(frames, market, asks);
        frames.Put("""],"checksum":"""u8).Put(checksum);
        frames.Put(",\"timestamp\":\""u8).Put(market.Book.VenueTime).Put("\"}]}"u8).End();
    }

    public static void Trade(VoiceFrames frames, PlaybackMarket market, bool isSnapshot)
    {
        var trade = market.LastTrade;
        Begin(frames, "trade"u8, isSnapshot ? "snapshot"u8 : "update"u8, market);
        frames.Put(trade.Header.Side == Side.Sell ? ""","side":"sell","price":"""u8 : ""","side":"buy","price":"""u8);
        frames.Put(trade.Price.Units, market.PriceDecimals);
        frames.Put(""","qty":"""u8).Put(trade.Quantity.Units, market.QuantityDecimals);
        frames.Put(""","ord_type":"market","trade_id":"""u8).Put(market.LastTradeId);
        frames.Put(",\"timestamp\":\""u8).Put(trade.Header.VenueTime).Put("\"}]}"u8).End();
    }

    public static void Ticker(VoiceFrames frames, PlaybackMarket market, bool isSnapshot)
    {
        var (bid, ask) = market.Best;
        var (price, quantity) = (market.PriceDecimals, market.QuantityDecimals);
        Begin(frames, "ticker"u8, isSnapshot ? "snapshot"u8 : "update"u8, market);
        frames.Put(""","bid":"""u8).Put(bid.Price.Units, price);
        frames.Put(""","bid_qty":"""u8).Put(bid.Quantity.Units, quantity);
        frames.Put(""","ask":"""u8).Put(ask.Price.Units, price);
        frames.Put(""","ask_qty":"""u8).Put(ask.Quantity.Units, quantity);
        frames.Put(""","last":"""u8).Put(market.LastTrade.Price.Units, price);
        frames.Put(""","volume":"""u8).Put(market.Volume.Units, Decimals);
        frames.Put(""","vwap":"""u8).Put(market.AveragePrice.Units, price);
        frames.Put(""","low":"""u8).Put(market.Low.Units, price).Put(""","high":"""u8).Put(market.High.Units, price);
        frames.Put(""","change":"""u8).Put(market.LastTrade.Price.Units - market.Open.Units, price);
        frames.Put(""","change_pct":"""u8).Put(PercentUnits(market), 2);
        frames.Put(",\"timestamp\":\""u8).Put(market.TickerTime).Put("\"}]}"u8).End();
    }

    public static void Instruments(VoiceFrames frames, IEnumerable<PlaybackMarket> markets)
    {
        frames.Put("""{"channel":"instrument","type":"snapshot","data":{"assets":[],"pairs":["""u8);
        var isFirst = true;
        foreach (var market in markets)
        {
            frames.Put(isFirst ? default : ","u8);
            isFirst = false;
            Pair(frames, market);
        }

        frames.Put("]}}"u8).End();
    }

    private static void Pair(VoiceFrames frames, PlaybackMarket market)
    {
        var name = market.VenueName;
        var parts = name.Split('/');
        frames.Put("{\"symbol\":\""u8).Put(name).Put("\",\"base\":\""u8).Put(parts[0]);
        frames.Put("\",\"quote\":\""u8).Put(parts.Length > 1 ? parts[^1] : market.Instrument.Currency).Put("\""u8);
        frames.Put(""","status":"online","qty_precision":"""u8).Put(market.QuantityDecimals);
        frames.Put(""","qty_increment":"""u8).Put(Step(market.Instrument.LotSize.Units), 0);
        frames.Put(""","price_precision":"""u8).Put(market.PriceDecimals);
        frames.Put(""","price_increment":"""u8).Put(Step(market.Instrument.TickSize.Units), 0);
        frames.Put(""","cost_precision":5,"cost_min":0,"qty_min":"""u8).Put(Step(market.Instrument.LotSize.Units), 0);
        frames.Put(""","marginable":false,"has_index":false}"""u8);
    }

    // To a hundredth of a percent.
    private static long PercentUnits(PlaybackMarket market)
    {
        if (market.Open.Units == 0)
            return 0;
        var change = (Int128)market.LastTrade.Price.Units - market.Open.Units;
        return (long)(change * 10_000 / market.Open.Units) * (Price.UnitsPerOne / 100);
    }

    private static long Step(long units) => Math.Max(units, 1);

    private static void Begin(
        VoiceFrames frames, ReadOnlySpan<byte> channel, ReadOnlySpan<byte> type, PlaybackMarket market)
    {
        frames.Put("{\"channel\":\""u8).Put(channel).Put("\",\"type\":\""u8).Put(type);
        frames.Put("\",\"data\":[{\"symbol\":\""u8).Put(market.NameBytes).Put("\""u8);
    }

    private static void Levels(VoiceFrames frames, PlaybackMarket market, ReadOnlySpan<BookLevel> levels)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            frames.Put(i == 0 ? "{\"price\":"u8 : ",{\"price\":"u8).Put(levels[i].Price.Units, market.PriceDecimals);
            frames.Put(""","qty":"""u8).Put(levels[i].Quantity.Units, market.QuantityDecimals).Put("}"u8);
        }
    }

    private static void EndAnswer(VoiceFrames frames, long? number, Timestamp now)
    {
        if (number is { } known)
            frames.Put("\"req_id\":"u8).Put(known).Put(","u8);
        frames.Put("\"time_in\":\""u8).Put(now).Put("\",\"time_out\":\""u8).Put(now).Put("\"}"u8).End();
    }
}
