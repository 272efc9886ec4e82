using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Binance;

/// <summary>
/// Reads frames of Binance's market streams, spot and futures, combined or not, and answers to subscriptions. A pure
/// function of the frame; allocates nothing unless it throws.
/// </summary>
internal static class BinanceDecoder
{
    /// <exception cref="JsonException">The frame is not JSON, and names no instrument as far as it can be read.</exception>
    /// <exception cref="FormatException">A value is missing or cannot be held, and no instrument is named.</exception>
    public static void Decode(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        into.Clear();
        if (TryDecodeUsual(frame, into))
            return;
        try
        {
            into.Clear();
            DecodeAny(frame, into);
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            if (!TryFindSymbol(frame, out var symbol))
                throw;
            into.Clear();
            into.Begin(VenueEventKind.Malformed).Symbol = symbol;
        }
    }

    /// <summary>Reads what REST answers when a book is asked for.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    /// <exception cref="FormatException">A value is missing or cannot be held.</exception>
    public static void DecodeSnapshot(ReadOnlySpan<byte> body, DecodedFrame into)
    {
        into.Clear();
        var members = new BinanceMembers(stackalloc VenueEvent.Slice[BinanceMembers.Count]);
        members.Read(body, new VenueEvent.Slice(0, body.Length));
        ref var snapshot = ref into.Begin(VenueEventKind.BookSnapshot);
        snapshot.Native = BinanceNumbers.Whole(members[BinanceMembers.LastNumber].Of(body));
        snapshot.VenueTime = TimeOf(body, members);
        BinanceLevels.Read(members[BinanceMembers.Bids].Of(body), Side.Buy, into);
        BinanceLevels.Read(members[BinanceMembers.Asks].Of(body), Side.Sell, into);
    }

    // What looks usual and is not (white space between two brackets) is left to the slower way.
    private static bool TryDecodeUsual(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        var members = new BinanceMembers(stackalloc VenueEvent.Slice[BinanceMembers.Count]);
        try
        {
            if (!members.TryReadUsual(frame))
                return false;
            DecodeEvent(frame, members, into);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void DecodeAny(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        var members = new BinanceMembers(stackalloc VenueEvent.Slice[BinanceMembers.Count]);
        members.Read(frame, new VenueEvent.Slice(0, frame.Length));
        if (members[BinanceMembers.Data] is { Length: > 0 } data)
            members.Read(frame, data);
        else if (members[BinanceMembers.Error] is { Length: > 0 } error)
            members.Read(frame, error);
        if (members[BinanceMembers.Message] is { Length: > 0 } refusal)
            into.Begin(VenueEventKind.Refused).Text = refusal;
        else if (members[BinanceMembers.Result] is { Length: > 0 } result)
            into.Begin(result.Of(frame).SequenceEqual("null"u8) ? VenueEventKind.Subscribed : VenueEventKind.Heartbeat);
        else
            DecodeEvent(frame, members, into);
    }

    private static void DecodeEvent(ReadOnlySpan<byte> frame, BinanceMembers members, DecodedFrame into)
    {
        var type = members['e'].Of(frame);
        if (type.SequenceEqual("depthUpdate"u8))
            DecodeDelta(frame, members, into);
        else if (type.SequenceEqual("bookTicker"u8) || (type.IsEmpty && members['B'].Length > 0))
            DecodeQuote(frame, members, into);
        else if (type.SequenceEqual("trade"u8))
            DecodeTrade(frame, members, 't', into);
        else if (type.SequenceEqual("aggTrade"u8))
            DecodeTrade(frame, members, 'a', into);
        else if (type.SequenceEqual("kline"u8))
            DecodeBar(frame, members, into);
        else if (type.IsEmpty)
            throw new FormatException("a frame tells no type");
        else
            into.Begin(VenueEventKind.Notice).Text = members['e'];
    }

    private static void DecodeDelta(ReadOnlySpan<byte> frame, BinanceMembers members, DecodedFrame into)
    {
        ref var delta = ref Begin(VenueEventKind.BookDelta, frame, members, into);
        delta.FirstNative = BinanceNumbers.Whole(members['U'].Of(frame));
        delta.Native = BinanceNumbers.Whole(members['u'].Of(frame));
        if (members[BinanceMembers.PreviousNumber] is { Length: > 0 } previous)
            delta.PreviousNative = BinanceNumbers.Whole(previous.Of(frame));
        BinanceLevels.Read(members['b'].Of(frame), Side.Buy, into);
        BinanceLevels.Read(members['a'].Of(frame), Side.Sell, into);
    }

    private static void DecodeQuote(ReadOnlySpan<byte> frame, BinanceMembers members, DecodedFrame into)
    {
        ref var quote = ref Begin(VenueEventKind.Quote, frame, members, into);
        quote.Native = BinanceNumbers.Whole(members['u'].Of(frame));
        quote.Price = BinanceNumbers.Price(members['b'].Of(frame), ref quote.PriceDecimals);
        quote.Quantity = BinanceNumbers.Quantity(members['B'].Of(frame), ref quote.QuantityDecimals);
        quote.Ask = BinanceNumbers.Price(members['a'].Of(frame), ref quote.PriceDecimals);
        quote.AskSize = BinanceNumbers.Quantity(members['A'].Of(frame), ref quote.QuantityDecimals);
    }

    // "m" says that the buyer was the maker: then the seller took.
    private static void DecodeTrade(ReadOnlySpan<byte> frame, BinanceMembers members, char id, DecodedFrame into)
    {
        ref var trade = ref Begin(VenueEventKind.Trade, frame, members, into);
        trade.Native = BinanceNumbers.Whole(members[id].Of(frame));
        trade.Price = BinanceNumbers.Price(members['p'].Of(frame), ref trade.PriceDecimals);
        trade.Quantity = BinanceNumbers.Quantity(members['q'].Of(frame), ref trade.QuantityDecimals);
        var isBuyerMaker = members['m'].Of(frame);
        trade.Side = isBuyerMaker.SequenceEqual("true"u8) ? Side.Sell
            : isBuyerMaker.SequenceEqual("false"u8) ? Side.Buy
            : throw new FormatException("a trade does not tell who took");
    }

    private static void DecodeBar(ReadOnlySpan<byte> frame, BinanceMembers members, DecodedFrame into)
    {
        ref var bar = ref Begin(VenueEventKind.Bar, frame, members, into);
        var kline = new BinanceMembers(stackalloc VenueEvent.Slice[BinanceMembers.Count]);
        kline.Read(frame, members['k']);
        bar.Price = BinanceNumbers.Price(kline['c'].Of(frame), ref bar.PriceDecimals);
        bar.Quantity = BinanceNumbers.Quantity(kline['v'].Of(frame), ref bar.QuantityDecimals);
    }

    private static ref VenueEvent Begin(
        VenueEventKind kind, ReadOnlySpan<byte> frame, BinanceMembers members, DecodedFrame into)
    {
        ref var begun = ref into.Begin(kind);
        begun.Symbol = members['s'];
        if (begun.Symbol.Length == 0)
            throw new FormatException("a frame names no instrument");
        begun.VenueTime = TimeOf(frame, members);
        return ref begun;
    }

    // "T" is when the engine did it, "E" when the message was made; a spot quote has neither.
    private static Timestamp TimeOf(ReadOnlySpan<byte> frame, BinanceMembers members) =>
        BinanceNumbers.Time((members['T'].Length > 0 ? members['T'] : members['E']).Of(frame));

    private static bool TryFindSymbol(ReadOnlySpan<byte> frame, out VenueEvent.Slice symbol)
    {
        symbol = default;
        try
        {
            var json = new Utf8JsonReader(frame);
            while (symbol.Length == 0 && json.Read())
                if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth <= 2 && json.ValueTextEquals("s"u8)
                    && json.Read() && json.TokenType == JsonTokenType.String)
                    symbol = json.ReadSlice();
        }
        catch (JsonException)
        {
            return false;
        }

        return symbol.Length > 0;
    }
}
