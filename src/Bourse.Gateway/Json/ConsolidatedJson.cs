using System.Text.Json;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Json;

/// <summary>The best prices of a symbol over all its venues.</summary>
internal static class ConsolidatedJson
{
    public static void Write(Utf8JsonWriter json, ConsolidatedView view)
    {
        json.WriteStartObject();
        json.WriteString(Names.Symbol, view.Symbol);
        json.WriteString(Names.Currency, view.Currency);
        WriteBest(json, Names.Bid, view.Bid, view.Bid?.Bid);
        WriteBest(json, Names.Ask, view.Ask, view.Ask?.Ask);
        json.WritePrice(Names.Spread, view.Spread);
        WriteArbitrage(json, view);
        json.WriteStartArray(Names.Venues);
        foreach (var venue in view.Venues)
            WriteVenue(json, venue);
        json.WriteEndArray();
        json.WriteNumber(Names.Sequence, view.Sequence);
        json.WriteEndObject();
    }

    private static void WriteBest(Utf8JsonWriter json, JsonEncodedText name, VenueTop? venue, BookLevel? level)
    {
        if (venue is not { } at || level is not { } best)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString(Names.Exchange, at.Instrument.Venue.Code);
        json.WritePrice(Names.Price, best.Price);
        json.WriteQuantity(Names.Size, best.Quantity);
        json.WriteTime(Names.Time, at.Time);
        json.WriteEndObject();
    }

    private static void WriteArbitrage(Utf8JsonWriter json, ConsolidatedView view)
    {
        if (view.Arbitrage is not { } spread || view.ArbitrageSize is not { } size)
        {
            json.WriteNull(Names.Arbitrage);
            return;
        }

        json.WriteStartObject(Names.Arbitrage);
        json.WritePrice(Names.Spread, spread);
        json.WriteQuantity(Names.Size, size);
        json.WriteString(Names.BuyAt, view.Ask!.Value.Instrument.Venue.Code);
        json.WriteString(Names.SellAt, view.Bid!.Value.Instrument.Venue.Code);
        json.WriteEndObject();
    }

    private static void WriteVenue(Utf8JsonWriter json, in VenueTop venue)
    {
        json.WriteStartObject();
        json.WriteString(Names.Exchange, venue.Instrument.Venue.Code);
        json.WriteTime(Names.Time, venue.Time);
        json.WritePrice(Names.Bid, venue.Bid?.Price);
        json.WriteQuantity(Names.BidSize, venue.Bid?.Quantity ?? default);
        json.WritePrice(Names.Ask, venue.Ask?.Price);
        json.WriteQuantity(Names.AskSize, venue.Ask?.Quantity ?? default);
        json.WriteMarks(venue.Instrument);
        json.WriteNumber(Names.Sequence, venue.Sequence);
        if (venue.LeftOut != LeftOut.None)
            json.WriteString(Names.LeftOut, NameOf(venue.LeftOut));
        json.WriteEndObject();
    }

    private static JsonEncodedText NameOf(LeftOut reason) => reason switch
    {
        LeftOut.Suspect => Names.Suspect,
        LeftOut.Crossed => Names.Crossed,
        LeftOut.Stale => Names.Stale,
        LeftOut.Synthetic => Names.Synthetic,
        LeftOut.Currency => Names.Currency,
        _ => Names.Empty,
    };
}
