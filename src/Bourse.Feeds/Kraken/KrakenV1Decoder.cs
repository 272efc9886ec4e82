using System.Text.Json;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Kraken;

/// <summary>
/// Reads frames of Kraken's older WebSocket: [channel id, payload, "book-10", "XBT/USD"], an update of both sides of a
/// book in two payloads, and {"event":…}. Nothing is kept between frames, nothing allocated. Any thread.
/// </summary>
internal static class KrakenV1Decoder
{
    /// <summary>Reads a frame; where its payload cannot be read but its instrument can, one Malformed event.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="FormatException">It is not what Kraken sends, and names no instrument.</exception>
    public static void Decode(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        try
        {
            Read(frame, into);
        }
        catch (FormatException)
        {
            into.Clear();
            if (!TryNameInstrument(frame, into))
                throw;
        }
    }

    private static void Read(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        var json = new Utf8JsonReader(frame);
        json.Read();
        if (json.TokenType == JsonTokenType.StartArray)
            ReadChannel(ref json, frame, into);
        else if (json.TokenType == JsonTokenType.StartObject)
            KrakenV1Event.Read(ref json, frame, into);
        else
            throw new FormatException("neither a channel nor an event");
        json.Read();
    }

    // What a payload is can be told by its form; the channel's name, which must agree, comes behind it.
    private static void ReadChannel(ref Utf8JsonReader json, ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        var form = KrakenV1Form.None;
        var (channel, pair) = (default(VenueEvent.Slice), default(VenueEvent.Slice));
        while (json.NextItem())
        {
            if (json.TokenType == JsonTokenType.String)
                (channel, pair) = (pair, json.ReadSlice());
            else if (json.TokenType == JsonTokenType.StartObject)
                form = KrakenV1Payload.ReadObject(ref json, form, into);
            else if (json.TokenType == JsonTokenType.StartArray)
                form = KrakenV1Payload.ReadArray(ref json, into);
        }

        var name = channel.Of(frame);
        if (name.StartsWith("book-"u8))
            Close(form == KrakenV1Form.Snapshot || (form == KrakenV1Form.Update && into.Last.HasChecksum), pair, into);
        else if (name.SequenceEqual("trade"u8))
            Close(form == KrakenV1Form.Trades, pair, into);
        else if (name.SequenceEqual("ticker"u8))
            Close(form == KrakenV1Form.Ticker, pair, into);
        else
            into.Clear();
    }

    private static void Close(bool isOfChannel, VenueEvent.Slice pair, DecodedFrame into)
    {
        if (!isOfChannel || pair.Length == 0)
            throw new FormatException("the payload is not of its channel");
        into.NameAll(pair);
    }

    private static bool TryNameInstrument(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        var json = new Utf8JsonReader(frame);
        var (channel, pair) = (default(VenueEvent.Slice), default(VenueEvent.Slice));
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
            return false;
        while (json.NextItem())
        {
            if (json.TokenType == JsonTokenType.String)
                (channel, pair) = (pair, json.ReadSlice());
            else
                json.Skip();
        }

        if (channel.Length == 0)
            return false;
        into.Begin(VenueEventKind.Malformed).Symbol = pair;
        return true;
    }
}
