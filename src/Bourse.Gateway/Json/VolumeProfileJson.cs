using System.Text.Json;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Json;

/// <summary>Volume by price, venue by venue.</summary>
internal static class VolumeProfileJson
{
    public static void Write(Utf8JsonWriter json, string symbol, IEnumerable<VenueProfile> profiles)
    {
        json.WriteStartObject();
        json.WriteString(Names.Symbol, symbol);
        json.WriteStartArray(Names.Venues);
        foreach (var profile in profiles)
            Write(json, profile);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, in VenueProfile venue)
    {
        var (instrument, profile) = (venue.Ticks.Instrument, venue.Profile);
        var completeFrom = venue.Ticks.TradesCompleteFrom;
        json.WriteStartObject();
        json.WriteString(Names.Exchange, instrument.Venue.Code);
        json.WriteString(Names.Currency, instrument.Currency);
        json.WriteMarks(instrument);
        json.WriteTime(Names.StartTime, venue.Start == Timestamp.MinValue ? null : venue.Start);
        json.WriteTime(Names.EndTime, venue.End is { Nanoseconds: long.MinValue or long.MaxValue } ? null : venue.End);
        json.WriteNumber(Names.TradeCount, venue.Prices.Trades);
        json.WriteSum(Names.Volume, profile.Volume);
        json.WritePrice(Names.Step, venue.Step == Price.Zero ? null : venue.Step);
        json.WritePrice(Names.PointOfControl, PriceAt(profile, profile.PointOfControl));
        WriteArea(json, profile);
        json.WriteStartArray(Names.Levels);
        foreach (var level in profile.Levels)
            Write(json, level);
        json.WriteEndArray();
        json.WriteTime(Names.CompleteFrom, completeFrom == Timestamp.MinValue ? null : completeFrom);
        json.WriteEndObject();
    }

    private static void WriteArea(Utf8JsonWriter json, VolumeProfile profile)
    {
        json.WriteStartObject(Names.ValueArea);
        json.WritePrice(Names.Low, PriceAt(profile, profile.ValueArea.First));
        json.WritePrice(Names.High, PriceAt(profile, profile.ValueArea.Last));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, in ProfileLevel level)
    {
        json.WriteStartObject();
        json.WritePrice(Names.Price, new Price(level.Price));
        json.WriteSum(Names.Volume, level.Volume);
        json.WriteSum(Names.Bought, level.Bought);
        json.WriteSum(Names.Sold, level.Sold);
        json.WriteEndObject();
    }

    private static Price? PriceAt(VolumeProfile profile, int place) =>
        place < 0 ? null : new Price(profile.Levels[place].Price);
}
