using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Coinbase;

/// <summary>Reads the parts of Advanced Trade's frames: books, trades, tickers, candles; each is of one product.</summary>
internal static class CoinbaseAdvancedParts
{
    public static void ReadBook(ref JsonParts json, ref VenueEvent book, DecodedFrame into)
    {
        var latest = new CoinbaseClock();
        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("updates"u8))
                ReadUpdates(ref json, ref latest, into);
            else if (name.SequenceEqual("product_id"u8))
                book.Symbol = json.ReadText();
            else if (name.SequenceEqual("type"u8))
                book.Kind = KindOf(json.Text);
            else
                json.Skip();
        }

        // Levels that nobody has changed for long may bear 1970: then the frame's time stays.
        if (latest.Time.Nanoseconds > 0)
            book.VenueTime = latest.Time;
    }

    public static void ReadTrade(ref JsonParts json, ref VenueEvent trade)
    {
        var (hasPrice, hasSize) = (false, false);
        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("product_id"u8))
                trade.Symbol = json.ReadText();
            else if (name.SequenceEqual("trade_id"u8))
                trade.Native = json.ReadWhole();
            else if (name.SequenceEqual("price"u8))
                (trade.Price, hasPrice) = (json.ReadPrice(), true);
            else if (name.SequenceEqual("size"u8))
                (trade.Quantity, hasSize) = (json.ReadQuantity(), true);
            else if (name.SequenceEqual("time"u8))
                trade.VenueTime = json.ReadTime();
            else if (name.SequenceEqual("side"u8))
                trade.Side = TakerOf(json.Text);
            else
                json.Skip();
        }

        if (!hasPrice || !hasSize || trade.Native == 0)
            throw new FormatException("a trade without id, price or size");
    }

    public static void ReadTicker(ref JsonParts json, ref VenueEvent quote)
    {
        var (prices, sizes) = (0, 0);
        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("product_id"u8))
                quote.Symbol = json.ReadText();
            else if (name.SequenceEqual("best_bid"u8))
                (quote.Price, prices) = (json.ReadPrice(), prices + 1);
            else if (name.SequenceEqual("best_ask"u8))
                (quote.Ask, prices) = (json.ReadPrice(), prices + 1);
            else if (name.SequenceEqual("best_bid_quantity"u8))
                (quote.Quantity, sizes) = (json.ReadQuantity(), sizes + 1);
            else if (name.SequenceEqual("best_ask_quantity"u8))
                (quote.AskSize, sizes) = (json.ReadQuantity(), sizes + 1);
            else
                json.Skip();
        }

        if (prices != 2 || sizes != 2)
            throw new FormatException("a ticker without best prices or their sizes");
    }

    /// <summary>A bar of five minutes; its time is its start.</summary>
    public static void ReadCandle(ref JsonParts json, ref VenueEvent bar)
    {
        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("product_id"u8))
                bar.Symbol = json.ReadText();
            else if (name.SequenceEqual("close"u8))
                bar.Price = json.ReadPrice();
            else if (name.SequenceEqual("volume"u8))
                bar.Quantity = json.ReadQuantity();
            else if (name.SequenceEqual("start"u8))
                bar.VenueTime = FromSeconds(json.ReadWhole());
            else
                json.Skip();
        }
    }

    // {"side":"bid","event_time":"…","price_level":"65083.66","new_quantity":"0.2"}: what is open at the price now.
    private static void ReadUpdates(ref JsonParts json, ref CoinbaseClock latest, DecodedFrame into)
    {
        var updates = json.BeginArray();
        while (json.NextItem(ref updates))
        {
            var (side, price, quantity) = (Side.Unknown, (Price?)null, (Quantity?)null);
            var left = json.BeginObject();
            while (json.NextMember(ref left, out var name))
            {
                if (name.SequenceEqual("side"u8))
                    side = BookSideOf(json.Text);
                else if (name.SequenceEqual("price_level"u8))
                    price = json.ReadPrice();
                else if (name.SequenceEqual("new_quantity"u8))
                    quantity = json.ReadQuantity();
                else if (name.SequenceEqual("event_time"u8))
                    latest.Advance(json.Text);
                else
                    json.Skip();
            }

            if (side == Side.Unknown || price is null || quantity is null)
                throw new FormatException("a level without side, price or quantity");
            into.AddLevel(side, new BookLevel(price.Value, quantity.Value));
        }
    }

    private static VenueEventKind KindOf(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("update"u8) ? VenueEventKind.BookDelta
        : type.SequenceEqual("snapshot"u8) ? VenueEventKind.BookSnapshot
        : throw new FormatException("a book is a snapshot or an update");

    private static Side BookSideOf(ReadOnlySpan<byte> side) =>
        side.SequenceEqual("bid"u8) ? Side.Buy
        : side.SequenceEqual("offer"u8) ? Side.Sell
        : throw new FormatException("a side is bid or offer");

    // The side that a trade names is the maker's.
    private static Side TakerOf(ReadOnlySpan<byte> maker) =>
        maker.SequenceEqual("BUY"u8) ? Side.Sell
        : maker.SequenceEqual("SELL"u8) ? Side.Buy
        : throw new FormatException("a side is BUY or SELL");

    private static Timestamp FromSeconds(long seconds) => seconds is >= 0 and <= long.MaxValue / Timestamp.PerSecond
        ? new Timestamp(seconds * Timestamp.PerSecond)
        : throw new FormatException("a time was expected");
}
