using System.Text.Json;
using Bourse.Ticks;

namespace Bourse.Gateway.Json;

/// <summary>The market at a glance.</summary>
internal static class SummaryJson
{
    public static void Write(Utf8JsonWriter json, MarketSummary summary)
    {
        json.WriteStartObject();
        json.WriteNumber(Names.Sequence, summary.Sequence);
        WriteTotals(json, summary);
        json.WriteStartArray(Names.Venues);
        foreach (var venue in summary.Venues)
            Write(json, venue);
        json.WriteEndArray();
        json.WriteStartObject(Names.Movers);
        Write(json, Names.Gainers, summary.Gainers);
        Write(json, Names.Losers, summary.Losers);
        Write(json, Names.MostActive, summary.MostActive);
        json.WriteEndObject();
        json.WriteStartArray(Names.Feeds);
        foreach (var feed in summary.Feeds)
            if (feed.Status is not null || feed.Gaps > 0)
                Write(json, feed);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTotals(Utf8JsonWriter json, MarketSummary summary)
    {
        json.WriteStartObject(Names.Totals);
        json.WriteNumber(Names.Instruments, summary.Instruments);
        json.WriteNumber(Names.TradeCount, summary.Trades);
        json.WriteNumber(Names.Quotes, summary.Quotes);
        json.WriteNumber(Names.Gaps, summary.Gaps);
        json.WriteStartArray(Names.Turnover);
        foreach (var turnover in summary.Turnover)
        {
            json.WriteStartObject();
            json.WriteString(Names.Currency, turnover.Currency);
            json.WriteNotional(Names.Amount, turnover.Notional);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VenueState venue)
    {
        json.WriteStartObject();
        json.WriteString(Names.Exchange, venue.Venue.Code);
        json.WriteString(Names.Name, venue.Venue.Name);
        json.WriteString(Names.TimeZone, venue.Venue.TimeZone);
        json.WriteString(Names.State, StateOf(venue));
        json.WriteNumber(Names.Instruments, venue.Instruments);
        json.WriteNumber(Names.TradeCount, venue.Trades);
        json.WriteNumber(Names.Quotes, venue.Quotes);
        json.WriteTime(Names.LastTime, venue.LastEvent);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, JsonEncodedText name, IReadOnlyList<Mover> movers)
    {
        json.WriteStartArray(name);
        foreach (var mover in movers)
        {
            json.WriteStartObject();
            json.WriteString(Names.Symbol, mover.Instrument.Symbol);
            json.WriteString(Names.Exchange, mover.Instrument.Venue.Code);
            json.WriteString(Names.Currency, mover.Instrument.Currency);
            json.WritePrice(Names.Price, mover.Last);
            json.WritePrice(Names.Change, mover.Change);
            json.WritePercent(mover.ChangePercent);
            json.WriteQuantity(Names.Volume, mover.Volume);
            json.WriteNotional(Names.Turnover, mover.Notional);
            json.WriteMarks(mover.Instrument);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, FeedLine feed)
    {
        json.WriteStartObject();
        json.WriteString(Names.Source, feed.Source.Key);
        json.WriteString(Names.State, NameOf(feed));
        json.WriteString(Names.Text, feed.Status?.Text);
        json.WriteTime(Names.Time, feed.Status?.Header.ReceiveTime is { Nanoseconds: > 0 } time ? time : null);
        json.WriteNumber(Names.Gaps, feed.Gaps);
        json.WriteEndObject();
    }

    private static string? StateOf(VenueState venue) =>
        venue.Feeds.Select(NameOf).FirstOrDefault(name => name is not null);

    private static string? NameOf(FeedLine feed) => feed.Status?.State.ToString().ToLowerInvariant();
}
