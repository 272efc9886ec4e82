using System.Text.Json;
using Bourse.Feeds.Registry;
using Bourse.Feeds.Venues;
using Bourse.Gateway.Feeds;
using Bourse.Market;

namespace Bourse.Gateway.Json;

/// <summary>How venues and other feeds are.</summary>
internal static class FeedsJson
{
    public static void Write(Utf8JsonWriter json, FeedsReport report)
    {
        json.WriteStartObject();
        json.WriteBoolean("live"u8, report.IsLive);
        WriteRefusal(json, report.Refusal);
        json.WriteStartArray(Names.Venues);
        foreach (var venue in report.Venues)
            WriteVenue(json, venue);
        json.WriteEndArray();
        json.WriteStartArray(Names.Feeds);
        foreach (var feed in report.Others)
            WriteOther(json, feed);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRefusal(Utf8JsonWriter json, RegistryRefusal? refusal)
    {
        if (refusal is null)
        {
            json.WriteNull("refused"u8);
            return;
        }

        json.WriteStartObject("refused"u8);
        json.WriteString("file"u8, Path.GetFileName(refusal.File));
        json.WriteTime(Names.Since, refusal.Since);
        json.WriteStartArray("mistakes"u8);
        foreach (var fault in refusal.Faults)
        {
            json.WriteStartObject();
            json.WriteNumber("line"u8, fault.Line);
            json.WriteString(Names.Reason, fault.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteVenue(Utf8JsonWriter json, VenueLine line)
    {
        var venue = line.Venue;
        json.WriteStartObject();
        json.WriteString("venue"u8, venue.Code);
        json.WriteString(Names.Name, venue.Name);
        json.WriteString("protocol"u8, venue.Protocol);
        json.WriteBoolean("enabled"u8, venue.IsEnabled);
        json.WriteString(Names.State, line.State is { } state ? NameOf(state) : "off");
        json.WriteString(Names.Reason, line.Fault);
        json.WriteStartArray("connections"u8);
        foreach (var connection in line.Connections)
            WriteConnection(json, connection);
        json.WriteEndArray();
        json.WriteStartArray("symbols"u8);
        foreach (var symbol in venue.Symbols)
            WriteSymbol(json, line, symbol);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteConnection(Utf8JsonWriter json, VenueFeedReport connection)
    {
        json.WriteStartObject();
        json.WriteString("feed"u8, connection.Name);
        json.WriteString(Names.State, NameOf(connection.State));
        json.WriteTime(Names.Since, connection.Since);
        json.WriteString(Names.Reason, connection.Reason.Length == 0 ? null : connection.Reason);
        json.WriteNumber("connects"u8, connection.Connects);
        json.WriteNumber("frames"u8, connection.Frames);
        json.WriteNumber("unreadable"u8, connection.Unreadable);
        json.WriteEndObject();
    }

    private static void WriteSymbol(Utf8JsonWriter json, VenueLine line, VenueSymbol symbol)
    {
        var connection = line.Connections.FirstOrDefault(one => one.Symbols.Any(IsIt));
        var followed = connection?.Symbols.First(IsIt);
        json.WriteStartObject();
        json.WriteString(Names.Symbol, symbol.Symbol);
        json.WriteString(Names.Name, followed?.VenueName ?? symbol.VenueName);
        json.WriteString("feed"u8, connection?.Name);
        json.WriteString("book"u8, BookOf(line.Venue, followed));
        json.WriteNumber("events"u8, followed?.Events ?? 0);
        json.WriteNumber(Names.Gaps, followed?.Gaps ?? 0);
        json.WriteNumber("resyncs"u8, followed?.Resyncs ?? 0);
        json.WriteNumber("checksums"u8, followed?.Checksums ?? 0);
        json.WriteNumber("wrong_checksums"u8, followed?.WrongChecksums ?? 0);
        json.WriteTime(Names.LastTime, followed is { LastEvent.Nanoseconds: > 0 } ? followed.LastEvent : (Timestamp?)null);
        json.WriteString("notice"u8, followed is { Notice.Length: > 0 } ? followed.Notice : null);
        json.WriteEndObject();

        bool IsIt(SymbolReport report) => report.Symbol == symbol.Symbol;
    }

    private static string BookOf(VenueOptions venue, SymbolReport? symbol) =>
        symbol is null || (venue.Channels & VenueChannels.Book) == 0 ? "none"
        : symbol.IsBookLive ? "live"
        : "waiting";

    private static void WriteOther(Utf8JsonWriter json, OtherFeed feed)
    {
        json.WriteStartObject();
        json.WriteString("feed"u8, feed.Name);
        json.WriteString("kind"u8, feed.Kind);
        json.WriteString(Names.State, NameOf(feed.State));
        json.WriteNumber("published"u8, feed.Published);
        json.WriteString(Names.Reason, feed.Fault);
        json.WriteEndObject();
    }

    private static string NameOf(FeedState state) => state.ToString().ToLowerInvariant();
}
