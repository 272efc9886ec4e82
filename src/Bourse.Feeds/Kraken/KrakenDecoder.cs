using System.Text.Json;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Kraken;

/// <summary>
/// Reads frames of Kraken's WebSocket v2, {"channel":…,"type":…,"data":[…]} and {"method":…}: members in any order,
/// nothing kept between frames, nothing allocated. Any thread.
/// </summary>
internal static class KrakenDecoder
{
    /// <summary>Reads a frame; where it cannot be read but names instruments, one Malformed event for each.</summary>
    /// <exception cref="JsonException">It is not JSON, and names no instrument before it breaks off.</exception>
    /// <exception cref="FormatException">It is not what Kraken sends, and names no instrument.</exception>
    public static void Decode(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        try
        {
            Read(frame, into);
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            into.Clear();
            if (!TryNameInstruments(frame, into))
                throw;
        }
    }

    private static void Read(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        var json = new Utf8JsonReader(frame);
        var late = default(Utf8JsonReader);
        var answer = default(KrakenAnswer);
        var channel = default(VenueEvent.Slice);
        bool? isSnapshot = null;
        bool isRead = false, isLate = false;
        json.Expect(JsonTokenType.StartObject);
        while (json.NextMember())
        {
            if (json.Is("channel"u8))
            {
                channel = json.TextMember();
            }
            else if (json.Is("type"u8))
            {
                json.Read();
                isSnapshot = json.Is("snapshot"u8);
            }
            else if (json.Is("data"u8))
            {
                json.Read();
                isRead = channel.Length > 0 && isSnapshot.HasValue;
                isLate = !isRead;
                late = isLate ? json : default;
                if (isRead)
                    KrakenParts.Read(ref json, channel.Of(frame), isSnapshot!.Value, into);
                else
                    json.Skip();
            }
            else if (!answer.TryRead(ref json))
            {
                json.SkipMember();
            }
        }

        json.Read();
        if (isLate)
            KrakenParts.Read(ref late, channel.Of(frame), isSnapshot ?? false, into);
        else if (!isRead)
            AddWithoutData(frame, channel, answer, into);
    }

    private static void AddWithoutData(
        ReadOnlySpan<byte> frame, VenueEvent.Slice channel, in KrakenAnswer answer, DecodedFrame into)
    {
        if (channel.Length == 0)
            answer.AddTo(frame, into);
        else if (channel.Of(frame).SequenceEqual("heartbeat"u8))
            into.Begin(VenueEventKind.Heartbeat);
        else
            throw new FormatException("a channel without data");
    }

    // Every "symbol" up to where the frame breaks off, if it does.
    private static bool TryNameInstruments(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        var json = new Utf8JsonReader(frame);
        var last = default(VenueEvent.Slice);
        try
        {
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName || !json.Is("symbol"u8) || !json.Read()
                    || json.TokenType != JsonTokenType.String)
                    continue;
                var symbol = json.ReadSlice();
                if (!symbol.Of(frame).SequenceEqual(last.Of(frame)))
                    into.Begin(VenueEventKind.Malformed).Symbol = symbol;
                last = symbol;
            }
        }
        catch (JsonException)
        {
            // What was named before the break is all that can be known.
        }

        return into.Events.Length > 0;
    }
}
