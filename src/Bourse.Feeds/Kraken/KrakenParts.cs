using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Kraken;

/// <summary>Reads the "data" of a v2 frame; the reader stands on it.</summary>
internal static class KrakenParts
{
    public static void Read(ref Utf8JsonReader json, ReadOnlySpan<byte> channel, bool isSnapshot, DecodedFrame into)
    {
        if (channel.SequenceEqual("book"u8))
            while (NextPart(ref json))
                ReadBook(ref json, isSnapshot, into);
        else if (channel.SequenceEqual("trade"u8))
            while (NextPart(ref json))
                ReadTrade(ref json, into);
        else if (channel.SequenceEqual("ticker"u8))
            while (NextPart(ref json))
                ReadTicker(ref json, into);
        else if (channel.SequenceEqual("instrument"u8))
            KrakenInstruments.Read(ref json, into);
        else if (channel.SequenceEqual("status"u8))
            while (NextPart(ref json))
                ReadStatus(ref json, into);
        else
            json.Skip();
    }

    // On "[" or the end of a part: goes on to the beginning of the next part.
    private static bool NextPart(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndArray))
            throw new FormatException("a list of objects was expected");
        return json.TokenType == JsonTokenType.StartObject;
    }

    private static void ReadBook(ref Utf8JsonReader json, bool isSnapshot, DecodedFrame into)
    {
        ref var book = ref into.Begin(isSnapshot ? VenueEventKind.BookSnapshot : VenueEventKind.BookDelta);
        while (json.NextMember())
        {
            if (json.Is("bids"u8))
                ReadLevels(ref json, Side.Buy, ref book, into);
            else if (json.Is("asks"u8))
                ReadLevels(ref json, Side.Sell, ref book, into);
            else if (json.Is("symbol"u8))
                book.Symbol = json.TextMember();
            else if (json.Is("checksum"u8))
                (book.HasChecksum, book.Checksum) = (json.Read(), json.ReadChecksum());
            else if (json.Is("timestamp"u8))
                book.VenueTime = TimeMember(ref json);
            else
                json.SkipMember();
        }

        Require(book.Symbol.Length > 0 && book.HasChecksum, "a book has a symbol and a checksum");
    }

    private static void ReadLevels(ref Utf8JsonReader json, Side side, ref VenueEvent book, DecodedFrame into)
    {
        json.Expect(JsonTokenType.StartArray);
        while (NextPart(ref json))
        {
            Price? price = null;
            Quantity? quantity = null;
            while (json.NextMember())
            {
                if (json.Is("price"u8))
                    price = PriceMember(ref json, ref book.PriceDecimals);
                else if (json.Is("qty"u8))
                    quantity = QuantityMember(ref json, ref book.QuantityDecimals);
                else
                    json.SkipMember();
            }

            into.AddLevel(side, new BookLevel(price ?? throw Missing("price"), quantity ?? throw Missing("qty")));
        }
    }

    // A trade's price may be the mean of several, with more decimals than the book's: it says nothing of decimals.
    private static void ReadTrade(ref Utf8JsonReader json, DecodedFrame into)
    {
        ref var trade = ref into.Begin(VenueEventKind.Trade);
        byte decimals = 0;
        while (json.NextMember())
        {
            if (json.Is("symbol"u8))
                trade.Symbol = json.TextMember();
            else if (json.Is("side"u8))
                trade.Side = SideMember(ref json);
            else if (json.Is("price"u8))
                trade.Price = PriceMember(ref json, ref decimals);
            else if (json.Is("qty"u8))
                trade.Quantity = QuantityMember(ref json, ref decimals);
            else if (json.Is("trade_id"u8))
                trade.Native = json.Read() ? json.ReadWhole() : 0;
            else if (json.Is("timestamp"u8))
                trade.VenueTime = TimeMember(ref json);
            else if (json.Is("ord_type"u8))
                trade.Conditions = OrderTypeMember(ref json);
            else
                json.SkipMember();
        }

        Require(
            trade.Symbol.Length > 0 && trade.Side != default && trade.Price != default && trade.Quantity != default
            && trade.Native > 0,
            "a trade has a symbol, a side, a price, a quantity and an id");
    }

    private static void ReadTicker(ref Utf8JsonReader json, DecodedFrame into)
    {
        ref var quote = ref into.Begin(VenueEventKind.Quote);
        byte decimals = 0;
        (Price? bid, Price? ask, Quantity? bidSize, Quantity? askSize) = (null, null, null, null);
        while (json.NextMember())
        {
            if (json.Is("symbol"u8))
                quote.Symbol = json.TextMember();
            else if (json.Is("bid"u8))
                bid = PriceMember(ref json, ref decimals);
            else if (json.Is("bid_qty"u8))
                bidSize = QuantityMember(ref json, ref decimals);
            else if (json.Is("ask"u8))
                ask = PriceMember(ref json, ref decimals);
            else if (json.Is("ask_qty"u8))
                askSize = QuantityMember(ref json, ref decimals);
            else if (json.Is("timestamp"u8))
                quote.VenueTime = TimeMember(ref json);
            else
                json.SkipMember();
        }

        Require(quote.Symbol.Length > 0, "a ticker has a symbol");
        (quote.Price, quote.Quantity) = (bid ?? throw Missing("bid"), bidSize ?? throw Missing("bid_qty"));
        (quote.Ask, quote.AskSize) = (ask ?? throw Missing("ask"), askSize ?? throw Missing("ask_qty"));
    }

    private static void ReadStatus(ref Utf8JsonReader json, DecodedFrame into)
    {
        ref var notice = ref into.Begin(VenueEventKind.Notice);
        while (json.NextMember())
        {
            if (json.Is("system"u8))
                notice.Text = json.TextMember();
            else
                json.SkipMember();
        }
    }

    private static Price PriceMember(ref Utf8JsonReader json, ref byte decimals)
    {
        json.Read();
        return json.ReadPrice(ref decimals);
    }

    private static Quantity QuantityMember(ref Utf8JsonReader json, ref byte decimals)
    {
        json.Read();
        return json.ReadQuantity(ref decimals);
    }

    private static Timestamp TimeMember(ref Utf8JsonReader json)
    {
        json.Read();
        return json.ReadTime();
    }

    private static Side SideMember(ref Utf8JsonReader json)
    {
        json.Read();
        return json.Is("buy"u8) ? Side.Buy
            : json.Is("sell"u8) ? Side.Sell
            : throw new FormatException("a side is buy or sell");
    }

    // "m" of "market", "l" of "limit": as v1 writes them.
    private static uint OrderTypeMember(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.String && json.ValueSpan.Length > 0 ? json.ValueSpan[0] : 0u;
    }

    private static FormatException Missing(string member) => new($"'{member}' is missing");

    private static void Require(bool isThere, string otherwise)
    {
        if (!isThere)
            throw new FormatException(otherwise);
    }
}
