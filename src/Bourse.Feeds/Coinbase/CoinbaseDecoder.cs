using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Coinbase;

/// <summary>
/// Reads what Coinbase Exchange's feed sends: an object a frame, of one product. Members may come in any order.
/// Allocates nothing but for faults.
/// </summary>
internal static class CoinbaseDecoder
{
    /// <summary>Reads a frame; one that cannot be read but names its product becomes an event Malformed.</summary>
    /// <exception cref="JsonException">The frame is not JSON, and names no product.</exception>
    /// <exception cref="FormatException">A value is missing or cannot be held, and no product is named.</exception>
    public static void Decode(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        try
        {
            Read(frame, into);
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            if (!new JsonParts(frame).TryFindText("product_id"u8, out var product))
                throw;
            into.Clear();
            into.Begin(VenueEventKind.Malformed).Symbol = product;
        }
    }

    private static void Read(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        var json = new JsonParts(frame);
        if (!json.TryFindText("type"u8, out var place))
            throw new FormatException("a message without a type");
        var type = place.Of(frame);
        if (type.SequenceEqual("l2update"u8))
            ReadBook(ref json, ref into.Begin(VenueEventKind.BookDelta), into);
        else if (type.SequenceEqual("match"u8) || type.SequenceEqual("last_match"u8))
            ReadTrade(ref json, ref into.Begin(VenueEventKind.Trade));
        else if (type.SequenceEqual("ticker"u8))
            ReadTicker(ref json, ref into.Begin(VenueEventKind.Quote));
        else if (type.SequenceEqual("heartbeat"u8))
            ReadHeartbeat(ref json, ref into.Begin(VenueEventKind.Heartbeat));
        else if (type.SequenceEqual("snapshot"u8))
            ReadBook(ref json, ref into.Begin(VenueEventKind.BookSnapshot), into);
        else if (type.SequenceEqual("subscriptions"u8))
            CoinbaseAnswers.ReadSubscriptions(ref json, into);
        else if (type.SequenceEqual("error"u8))
            CoinbaseAnswers.ReadError(ref json, frame, ref into.Begin(VenueEventKind.Refused));
        else
            ReadOther(ref json, ref into.Begin(VenueEventKind.Notice), place);
        json.End();
    }

    private static void ReadBook(ref JsonParts json, ref VenueEvent book, DecodedFrame into)
    {
        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("changes"u8))
                ReadChanges(ref json, into);
            else if (name.SequenceEqual("product_id"u8))
                book.Symbol = json.ReadText();
            else if (name.SequenceEqual("time"u8))
                book.VenueTime = json.ReadTime();
            else if (name.SequenceEqual("bids"u8))
                ReadLevels(ref json, Side.Buy, into);
            else if (name.SequenceEqual("asks"u8))
                ReadLevels(ref json, Side.Sell, into);
            else
                json.Skip();
        }

        MustName(book);
    }

    // [["sell","0.00001306","660.5"],…]: the quantity now open at the price.
    private static void ReadChanges(ref JsonParts json, DecodedFrame into)
    {
        var changes = json.BeginArray();
        while (json.NextItem(ref changes))
        {
            var left = json.BeginArray();
            json.NextItem(ref left);
            var side = ReadSide(ref json);
            ReadLevel(ref json, ref left, side, into);
        }
    }

    private static void ReadLevels(ref JsonParts json, Side side, DecodedFrame into)
    {
        var levels = json.BeginArray();
        while (json.NextItem(ref levels))
        {
            var left = json.BeginArray();
            ReadLevel(ref json, ref left, side, into);
        }
    }

    private static void ReadLevel(ref JsonParts json, ref int left, Side side, DecodedFrame into)
    {
        json.NextItem(ref left);
        var price = json.ReadPrice();
        json.NextItem(ref left);
        into.AddLevel(side, new BookLevel(price, json.ReadQuantity()));
        while (json.NextItem(ref left))
            json.Skip();
    }

    private static void ReadTrade(ref JsonParts json, ref VenueEvent trade)
    {
        var (hasPrice, hasSize) = (false, false);
        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("trade_id"u8))
                trade.Native = json.ReadWhole();
            else if (name.SequenceEqual("side"u8))
                trade.Side = Taker(ReadSide(ref json));
            else if (name.SequenceEqual("size"u8))
                (trade.Quantity, hasSize) = (json.ReadQuantity(), true);
            else if (name.SequenceEqual("price"u8))
                (trade.Price, hasPrice) = (json.ReadPrice(), true);
            else if (name.SequenceEqual("product_id"u8))
                trade.Symbol = json.ReadText();
            else if (name.SequenceEqual("time"u8))
                trade.VenueTime = json.ReadTime();
            else
                json.Skip();
        }

        MustName(trade);
        if (!hasPrice || !hasSize || trade.Native == 0)
            throw new FormatException("a match without id, price or size");
    }

    private static void ReadTicker(ref JsonParts json, ref VenueEvent quote)
    {
        var (prices, sizes) = (0, 0);
        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("best_bid"u8))
                (quote.Price, prices) = (json.ReadPrice(), prices + 1);
            else if (name.SequenceEqual("best_ask"u8))
                (quote.Ask, prices) = (json.ReadPrice(), prices + 1);
            else if (name.SequenceEqual("best_bid_size"u8))
                (quote.Quantity, sizes) = (json.ReadQuantity(), sizes + 1);
            else if (name.SequenceEqual("best_ask_size"u8))
                (quote.AskSize, sizes) = (json.ReadQuantity(), sizes + 1);
            else if (name.SequenceEqual("sequence"u8))
                quote.Native = json.ReadWhole();
            else if (name.SequenceEqual("product_id"u8))
                quote.Symbol = json.ReadText();
            else if (name.SequenceEqual("time"u8))
                quote.VenueTime = json.ReadTime();
            else
                json.Skip();
        }

        MustName(quote);
        // Tickers told no sizes before 2022. A side of size 0 would be an empty one: such a ticker is no quote of ours.
        if (prices != 2 || sizes != 2)
            quote = new VenueEvent
            {
                Kind = VenueEventKind.Heartbeat, Symbol = quote.Symbol, VenueTime = quote.VenueTime,
            };
    }

    // Its number is the product's last trade id.
    private static void ReadHeartbeat(ref JsonParts json, ref VenueEvent heartbeat)
    {
        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("last_trade_id"u8))
                heartbeat.Native = json.ReadWhole();
            else if (name.SequenceEqual("product_id"u8))
                heartbeat.Symbol = json.ReadText();
            else if (name.SequenceEqual("time"u8))
                heartbeat.VenueTime = json.ReadTime();
            else
                json.Skip();
        }
    }

    private static void ReadOther(ref JsonParts json, ref VenueEvent notice, VenueEvent.Slice type)
    {
        notice.Text = type;
        if (json.TryFindText("product_id"u8, out var product))
            notice.Symbol = product;
        json.Skip();
    }

    private static Side ReadSide(ref JsonParts json)
    {
        var side = json.Text;
        return side.SequenceEqual("buy"u8) ? Side.Buy
            : side.SequenceEqual("sell"u8) ? Side.Sell
            : throw new FormatException("a side is buy or sell");
    }

    // The side that a match names is the maker's.
    private static Side Taker(Side maker) => maker == Side.Buy ? Side.Sell : Side.Buy;

    private static void MustName(in VenueEvent said)
    {
        if (said.Symbol.Length == 0)
            throw new FormatException("a message without a product");
    }
}
