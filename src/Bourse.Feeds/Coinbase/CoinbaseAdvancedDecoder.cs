using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Coinbase;

/// <summary>
/// Reads what Coinbase Advanced Trade's feed sends: a channel, the frame's number on its connection, and events of any
/// products. Members may come in any order. Allocates nothing but for faults.
/// </summary>
internal static class CoinbaseAdvancedDecoder
{
    /// <summary>Reads a frame; what cannot be read of a product becomes an event Malformed, the rest is read.</summary>
    /// <exception cref="JsonException">The frame is not JSON.</exception>
    /// <exception cref="FormatException">A value is missing or cannot be held where no product is named.</exception>
    public static void Decode(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        if (CoinbaseAdvancedUsual.TryRead(frame, into))
            return;
        into.Clear();
        var json = new JsonParts(frame);
        if (!json.TryFindText("channel"u8, out var channel))
        {
            ReadAnswer(ref json, frame, into);
            return;
        }

        if (!json.TryFindText("timestamp"u8, out var sentAt))
            throw new FormatException("a frame without a time");
        ReadFrame(ref json, new CoinbaseFrame(channel.Of(frame), TimeOf(sentAt.Of(frame))), into);
        if (into.Events.IsEmpty)
            into.Begin(VenueEventKind.Heartbeat);
    }

    private static void ReadFrame(ref JsonParts json, in CoinbaseFrame frame, DecodedFrame into)
    {
        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("events"u8))
                ReadEvents(ref json, frame, into);
            else if (name.SequenceEqual("sequence_num"u8))
                into.ConnectionSequence = json.ReadWhole();
            else
                json.Skip();
        }

        json.End();
        if (into.ConnectionSequence is null)
            throw new FormatException("a frame without a number");
    }

    // {"type":"error","message":"…"} has neither channel nor number.
    private static void ReadAnswer(ref JsonParts json, ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        if (!json.TryFindText("type"u8, out var type))
            throw new FormatException("a frame without a channel");
        if (type.Of(frame).SequenceEqual("error"u8))
        {
            CoinbaseAnswers.ReadError(ref json, frame, ref into.Begin(VenueEventKind.Refused));
        }
        else
        {
            into.Begin(VenueEventKind.Notice).Text = type;
            json.Skip();
        }

        json.End();
    }

    private static void ReadEvents(ref JsonParts json, in CoinbaseFrame frame, DecodedFrame into)
    {
        var events = json.BeginArray();
        while (json.NextItem(ref events))
        {
            if (frame.Channel.SequenceEqual("l2_data"u8))
                Read(ref json, frame, into, VenueEventKind.BookDelta);
            else if (frame.Channel.SequenceEqual("market_trades"u8))
                ReadParts(ref json, frame, into, VenueEventKind.Trade);
            else if (frame.Channel.SequenceEqual("ticker"u8) || frame.Channel.SequenceEqual("ticker_batch"u8))
                ReadParts(ref json, frame, into, VenueEventKind.Quote);
            else if (frame.Channel.SequenceEqual("candles"u8))
                ReadParts(ref json, frame, into, VenueEventKind.Bar);
            else if (frame.Channel.SequenceEqual("subscriptions"u8))
                ReadSubscriptions(ref json, into);
            else
                json.Skip();
        }
    }

    // {"type":"update","trades":[…]}, and "tickers" and "candles" likewise: the only array is of the parts.
    private static void ReadParts(ref JsonParts json, in CoinbaseFrame frame, DecodedFrame into, VenueEventKind kind)
    {
        var first = into.Events.Length;
        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual("trades"u8) || name.SequenceEqual("tickers"u8) || name.SequenceEqual("candles"u8))
            {
                var parts = json.BeginArray();
                while (json.NextItem(ref parts))
                    Read(ref json, frame, into, kind);
            }
            else
            {
                json.Skip();
            }
        }

        // The newest trade comes first.
        if (kind == VenueEventKind.Trade)
            into.SortByNumber(first);
    }

    // What is wrong with one product's part is no matter of the others.
    private static void Read(ref JsonParts json, in CoinbaseFrame frame, DecodedFrame into, VenueEventKind kind)
    {
        ref var said = ref into.Begin(kind);
        said.VenueTime = frame.SentAt;
        var start = json;
        try
        {
            ReadPart(ref json, ref said, into);
        }
        catch (FormatException)
        {
            if (!start.TryFindText("product_id"u8, out var product))
                throw;
            said = new VenueEvent { Kind = VenueEventKind.Malformed, Symbol = product };
            json = start;
            json.Skip();
        }
    }

    private static void ReadPart(ref JsonParts json, ref VenueEvent said, DecodedFrame into)
    {
        if (said.Kind == VenueEventKind.BookDelta)
            CoinbaseAdvancedParts.ReadBook(ref json, ref said, into);
        else if (said.Kind == VenueEventKind.Trade)
            CoinbaseAdvancedParts.ReadTrade(ref json, ref said);
        else if (said.Kind == VenueEventKind.Quote)
            CoinbaseAdvancedParts.ReadTicker(ref json, ref said);
        else
            CoinbaseAdvancedParts.ReadCandle(ref json, ref said);
        if (said.Symbol.Length == 0)
            throw new FormatException("a part without a product");
    }

    // {"subscriptions":{"level2":["BTC-USD"],"heartbeats":["heartbeats"]}}
    private static void ReadSubscriptions(ref JsonParts json, DecodedFrame into)
    {
        var left = json.BeginObject();
        while (json.NextMember(ref left, out var name))
        {
            if (!name.SequenceEqual("subscriptions"u8))
            {
                json.Skip();
                continue;
            }

            var channels = json.BeginObject();
            while (json.NextMember(ref channels, out var channel))
            {
                if (channel.SequenceEqual("heartbeats"u8))
                    json.Skip();
                else
                    CoinbaseAnswers.ReadProducts(ref json, into);
            }
        }
    }

    private static Timestamp TimeOf(ReadOnlySpan<byte> text) => Timestamp.TryParse(text, out var time)
        ? time
        : throw new FormatException("a time was expected");
}
