using System.Text.Json;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Json;

/// <summary>A quote as every part of the interface shows it: an empty side has no price and size 0.</summary>
internal static class QuoteJson
{
    public static void Write(Utf8JsonWriter json, in QuoteRow quote)
    {
        json.WriteStartObject();
        json.WriteTime(Names.Time, quote.Time);
        WriteSide(json, Names.Bid, quote.Bid, Names.BidSize, quote.BidSize);
        WriteSide(json, Names.Ask, quote.Ask, Names.AskSize, quote.AskSize);
        json.WriteString(Names.Exchange, quote.Instrument.Venue.Code);
        json.WriteNumber(Names.Conditions, quote.Conditions);
        json.WriteNumber(Names.Sequence, quote.Sequence);
        json.WriteNumber(Names.Id, quote.Native);
        json.WriteFlags(quote.Flags & ~EventFlags.OffPrice);
        json.WriteEndObject();
    }

    private static void WriteSide(
        Utf8JsonWriter json, JsonEncodedText priceName, Price price, JsonEncodedText sizeName, Quantity size)
    {
        json.WritePrice(priceName, size.Units > 0 ? price : (Price?)null);
        json.WriteQuantity(sizeName, size);
    }
}
