using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Kraken;

/// <summary>Reads the payload of a frame of the older protocol; the reader stands on its beginning.</summary>
internal static class KrakenV1Payload
{
    /// <summary>Reads a book, a ticker, or the second half of an update: it goes into the event of the first.</summary>
    public static KrakenV1Form ReadObject(ref Utf8JsonReader json, KrakenV1Form before, DecodedFrame into)
    {
        ref var read = ref before == KrakenV1Form.Update ? ref into.Last : ref into.Begin(VenueEventKind.BookDelta);
        KrakenV1Form asks = default, bids = default;
        var isSnapshot = false;
        while (json.NextMember())
        {
            if (json.Is("a"u8))
                asks = ReadSide(ref json, Side.Sell, ref read, into);
            else if (json.Is("b"u8))
                bids = ReadSide(ref json, Side.Buy, ref read, into);
            else if (json.Is("as"u8))
                (asks, isSnapshot) = (ReadSide(ref json, Side.Sell, ref read, into), true);
            else if (json.Is("bs"u8))
                (bids, isSnapshot) = (ReadSide(ref json, Side.Buy, ref read, into), true);
            else if (json.Is("c"u8))
                ReadChecksumOrClose(ref json, ref read);
            else
                json.SkipMember();
        }

        var form = FormOf(asks, bids, isSnapshot);
        read.Kind = form switch
        {
            KrakenV1Form.Ticker => VenueEventKind.Quote,
            KrakenV1Form.Snapshot => VenueEventKind.BookSnapshot,
            _ => VenueEventKind.BookDelta,
        };
        return form;
    }

    private static KrakenV1Form FormOf(KrakenV1Form asks, KrakenV1Form bids, bool isSnapshot)
    {
        var hasLevels = asks == KrakenV1Form.Update || bids == KrakenV1Form.Update;
        var hasBests = asks == KrakenV1Form.Ticker && bids == KrakenV1Form.Ticker;
        return isSnapshot && hasLevels ? KrakenV1Form.Snapshot
            : hasLevels ? KrakenV1Form.Update
            : hasBests ? KrakenV1Form.Ticker
            : KrakenV1Form.None;
    }

    /// <summary>Reads trades; lists of anything else are gone past.</summary>
    public static KrakenV1Form ReadArray(ref Utf8JsonReader json, DecodedFrame into)
    {
        var form = KrakenV1Form.Trades;
        while (json.NextItem())
        {
            if (json.TokenType == JsonTokenType.StartArray)
                ReadTrade(ref json, into);
            else
                form = KrakenV1Form.Values;
            json.Skip();
        }

        return form;
    }

    // Of a book: [["5541.30000","2.50700000","1534614248.456738"],…]; of a ticker: ["5525.40000",1,"1.000"].
    private static KrakenV1Form ReadSide(ref Utf8JsonReader json, Side side, ref VenueEvent read, DecodedFrame into)
    {
        json.Expect(JsonTokenType.StartArray);
        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            ReadBest(ref json, side, ref read);
            return KrakenV1Form.Ticker;
        }

        for (; json.TokenType == JsonTokenType.StartArray; json.Read())
            into.AddLevel(side, ReadLevel(ref json, ref read));
        return json.TokenType == JsonTokenType.EndArray
            ? KrakenV1Form.Update
            : throw new FormatException("a list of levels was expected");
    }

    // A fourth value, "r", tells that the level was sent before and is sent again: it is a level like others.
    private static BookLevel ReadLevel(ref Utf8JsonReader json, ref VenueEvent read)
    {
        json.Read();
        var price = json.ReadPrice(ref read.PriceDecimals);
        json.Read();
        var quantity = json.ReadQuantity(ref read.QuantityDecimals);
        json.Read();
        var time = json.ReadSeconds();
        if (time > read.VenueTime)
            read.VenueTime = time;
        GoToEnd(ref json);
        return new BookLevel(price, quantity);
    }

    // Price, whole lots, quantity.
    private static void ReadBest(ref Utf8JsonReader json, Side side, ref VenueEvent read)
    {
        byte decimals = 0;
        var price = json.ReadPrice(ref decimals);
        json.Read();
        json.Read();
        var quantity = json.ReadQuantity(ref decimals);
        GoToEnd(ref json);
        if (side == Side.Buy)
            (read.Price, read.Quantity) = (price, quantity);
        else
            (read.Ask, read.AskSize) = (price, quantity);
    }

    private static void ReadChecksumOrClose(ref Utf8JsonReader json, ref VenueEvent read)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.StartArray)
            json.Skip();
        else
            (read.HasChecksum, read.Checksum) = (true, json.ReadChecksum());
    }

    // ["354.11000000","0.89594024","1618678142.557535","s","l",""]: price, quantity, time, taker's side, order type.
    private static void ReadTrade(ref Utf8JsonReader json, DecodedFrame into)
    {
        ref var trade = ref into.Begin(VenueEventKind.Trade);
        byte decimals = 0;
        json.Read();
        trade.Price = json.ReadPrice(ref decimals);
        json.Read();
        trade.Quantity = json.ReadQuantity(ref decimals);
        json.Read();
        trade.VenueTime = json.ReadSeconds();
        json.Read();
        trade.Side = json.Is("b"u8) ? Side.Buy
            : json.Is("s"u8) ? Side.Sell
            : throw new FormatException("a side is b or s");
        json.Read();
        trade.Conditions = json.ValueSpan.Length == 1 ? json.ValueSpan[0] : 0u;
        GoToEnd(ref json);
    }

    private static void GoToEnd(ref Utf8JsonReader json)
    {
        while (json.TokenType != JsonTokenType.EndArray)
        {
            json.Read();
            json.Skip();
        }
    }
}
