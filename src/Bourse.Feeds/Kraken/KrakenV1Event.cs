using System.Text.Json;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Kraken;

/// <summary>Reads {"event":…} of the older protocol; the reader stands on its beginning.</summary>
internal static class KrakenV1Event
{
    public static void Read(ref Utf8JsonReader json, ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        VenueEvent.Slice name = default, status = default, error = default, pair = default;
        while (json.NextMember())
        {
            if (json.Is("event"u8))
                name = json.TextMember();
            else if (json.Is("status"u8))
                status = json.TextMember();
            else if (json.Is("errorMessage"u8))
                error = json.TextMember();
            else if (json.Is("pair"u8))
                pair = json.TextMember();
            else
                json.SkipMember();
        }

        if (name.Length == 0)
            throw new FormatException("an event without a name");
        var kind = KindOf(name.Of(frame), status.Of(frame));
        ref var read = ref into.Begin(kind);
        read.Symbol = pair;
        read.Text = kind == VenueEventKind.Refused ? error : status;
    }

    private static VenueEventKind KindOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> status)
    {
        if (name.SequenceEqual("heartbeat"u8) || name.SequenceEqual("pong"u8))
            return VenueEventKind.Heartbeat;
        if (status.SequenceEqual("error"u8) || name.SequenceEqual("error"u8))
            return VenueEventKind.Refused;
        return name.SequenceEqual("subscriptionStatus"u8) ? VenueEventKind.Subscribed : VenueEventKind.Notice;
    }
}
