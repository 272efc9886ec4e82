using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Makes the broadcast frame of an event: one array of bytes for all clients. Owned by one thread at a time.
/// </summary>
internal sealed class EventFrames
{
    // Everything but the levels of a book, each field at its longest, and the texts between.
    private const int EventBytesMax = 1_024;
    private const int LevelBytesMax = Price.TextBytesMax + Quantity.TextBytesMax + 4;

    private byte[] _scratch = new byte[EventBytesMax];

    public byte[] Trade(Instrument instrument, in Trade trade, long sequence)
    {
        var json = new JsonText(_scratch);
        Begin(ref json, "stock:trades", "trade"u8, instrument, trade.Header);
        json.Raw(",\"price\":"u8);
        json.Number(trade.Price);
        json.Raw(",\"size\":"u8);
        json.Number(trade.Quantity);
        Exchange(ref json, instrument);
        Side(ref json, trade.Header.Side);
        json.Raw(",\"conditions\":"u8);
        json.Number(trade.Header.Conditions);
        return End(ref json, trade.Header.Flags, sequence);
    }

    public byte[] Quote(Instrument instrument, in Quote quote, long sequence)
    {
        var json = new JsonText(_scratch);
        Begin(ref json, "stock:quotes", "quote"u8, instrument, quote.Header);
        Sides(ref json, quote);
        Exchange(ref json, instrument);
        return End(ref json, quote.Header.Flags, sequence);
    }

    /// <summary>A trade as the last price; the topic as its listeners spell it.</summary>
    public byte[] PriceUpdate(string topicSymbol, Instrument instrument, in Trade trade, long sequence)
    {
        var json = new JsonText(_scratch);
        Begin(ref json, Topic.PricesPrefix + topicSymbol, "price_update"u8, instrument, trade.Header);
        json.Raw(",\"price\":"u8);
        json.Number(trade.Price);
        json.Raw(",\"size\":"u8);
        json.Number(trade.Quantity);
        Exchange(ref json, instrument);
        return End(ref json, trade.Header.Flags, sequence);
    }

    /// <summary>A quote as the best prices; the topic as its listeners spell it.</summary>
    public byte[] PriceUpdate(string topicSymbol, Instrument instrument, in Quote quote, long sequence)
    {
        var json = new JsonText(_scratch);
        Begin(ref json, Topic.PricesPrefix + topicSymbol, "price_update"u8, instrument, quote.Header);
        Sides(ref json, quote);
        Exchange(ref json, instrument);
        return End(ref json, quote.Header.Flags, sequence);
    }

    /// <summary>A bar as it stood at a sequence; its time is its start.</summary>
    public byte[] Bar(Instrument instrument, BarInterval interval, in Bar bar, bool isClosed, long sequence)
    {
        var json = new JsonText(_scratch);
        BeginBroadcast(ref json, "stock:bars", "bar"u8, instrument);
        json.Time(bar.Start);
        json.Raw(",\"interval\":\""u8);
        json.Symbol(interval.Name());
        json.Raw("\""u8);
        Optional(ref json, ",\"open\":"u8, bar.Open);
        Optional(ref json, ",\"high\":"u8, bar.High);
        Optional(ref json, ",\"low\":"u8, bar.Low);
        Optional(ref json, ",\"close\":"u8, bar.Close);
        json.Raw(",\"volume\":"u8);
        json.Number(bar.Volume);
        Optional(ref json, ",\"vwap\":"u8, bar.Vwap);
        json.Raw(",\"trades\":"u8);
        json.Number(bar.Trades);
        Exchange(ref json, instrument);
        json.Raw(isClosed ? ",\"closed\":true"u8 : ",\"closed\":false"u8);
        return End(ref json, instrument.Marks, sequence);
    }

    /// <summary>A whole book, or its best levels.</summary>
    public byte[] Book(BookView view)
    {
        Grow(view.Bids.Count + view.Asks.Count);
        var json = new JsonText(_scratch);
        BeginBroadcast(ref json, "stock:book", "book_snapshot"u8, view.Instrument);
        json.Time(view.Time);
        Levels(ref json, ",\"bids\":["u8, view.Bids.ToArray());
        Levels(ref json, ",\"asks\":["u8, view.Asks.ToArray());
        Exchange(ref json, view.Instrument);
        var flags = view.Instrument.Marks;
        return End(ref json, view.IsSuspect ? flags | EventFlags.MaybeBadBook : flags, view.Sequence);
    }

    /// <summary>A snapshot or a change as the venue sent it; size 0 in a change takes the level away.</summary>
    public byte[] Book(Instrument instrument, in BookUpdate update, bool isSnapshot, long sequence)
    {
        Grow(update.Bids.Length + update.Asks.Length);
        var json = new JsonText(_scratch);
        Begin(ref json, "stock:book", isSnapshot ? "book_snapshot"u8 : "book_delta"u8, instrument, update.Header);
        Levels(ref json, ",\"bids\":["u8, update.Bids);
        Levels(ref json, ",\"asks\":["u8, update.Asks);
        Exchange(ref json, instrument);
        return End(ref json, update.Header.Flags, sequence);
    }

    private static void Begin(
        ref JsonText json, string topic, ReadOnlySpan<byte> name, Instrument instrument, in EventHeader header)
    {
        BeginBroadcast(ref json, topic, name, instrument);
        json.Time(header.VenueTime);
    }

    private static void BeginBroadcast(
        ref JsonText json, string topic, ReadOnlySpan<byte> name, Instrument instrument)
    {
        json.Raw("[null,null,\""u8);
        json.Symbol(topic);
        json.Raw("\",\""u8);
        json.Raw(name);
        json.Raw("\",{\"event\":\""u8);
        json.Raw(name);
        json.Raw("\",\"symbol\":\""u8);
        json.Symbol(instrument.Symbol);
        json.Raw("\",\"data\":{\"time\":"u8);
    }

    private static void Sides(ref JsonText json, in Quote quote)
    {
        Optional(ref json, ",\"bid\":"u8, quote.BidSize.Units > 0 ? quote.Bid : null);
        json.Raw(",\"bid_size\":"u8);
        json.Number(quote.BidSize);
        Optional(ref json, ",\"ask\":"u8, quote.AskSize.Units > 0 ? quote.Ask : null);
        json.Raw(",\"ask_size\":"u8);
        json.Number(quote.AskSize);
    }

    private static void Exchange(ref JsonText json, Instrument instrument)
    {
        json.Raw(",\"exchange\":\""u8);
        json.Symbol(instrument.Venue.Code);
        json.Raw("\""u8);
    }

    private static void Side(ref JsonText json, Side side) => json.Raw(side switch
    {
        Bourse.Market.Side.Buy => ",\"side\":\"buy\""u8,
        Bourse.Market.Side.Sell => ",\"side\":\"sell\""u8,
        _ => ",\"side\":null"u8,
    });

    private static void Optional(ref JsonText json, ReadOnlySpan<byte> name, Price? price)
    {
        json.Raw(name);
        if (price is { } known)
            json.Number(known);
        else
            json.Raw("null"u8);
    }

    private static void Levels(ref JsonText json, ReadOnlySpan<byte> name, ReadOnlySpan<BookLevel> levels)
    {
        json.Raw(name);
        for (var i = 0; i < levels.Length; i++)
        {
            json.Raw(i == 0 ? "["u8 : ",["u8);
            json.Number(levels[i].Price);
            json.Raw(","u8);
            json.Number(levels[i].Quantity);
            json.Raw("]"u8);
        }

        json.Raw("]"u8);
    }

    private byte[] End(ref JsonText json, EventFlags flags, long sequence)
    {
        if ((flags & EventFlags.Synthetic) != 0)
            json.Raw(",\"synthetic\":true"u8);
        if ((flags & EventFlags.Bots) != 0)
            json.Raw(",\"bots\":true"u8);
        if ((flags & EventFlags.OffPrice) != 0)
            json.Raw(",\"off_price\":true"u8);
        if ((flags & EventFlags.Replayed) != 0)
            json.Raw(",\"replayed\":true"u8);
        if ((flags & EventFlags.MaybeBadBook) != 0)
            json.Raw(",\"suspect\":true"u8);
        json.Raw(",\"sequence\":"u8);
        json.Number(sequence);
        json.Raw("}}]"u8);
        return ServerFrame.Text(_scratch.AsSpan(0, json.Length));
    }

    private void Grow(int levels)
    {
        var needed = EventBytesMax + (levels * LevelBytesMax);
        if (_scratch.Length < needed)
            _scratch = new byte[needed];
    }
}
