using System.Text.Json;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Json;

/// <summary>A trade as every part of the interface shows it.</summary>
internal static class TradeJson
{
    public static void Write(Utf8JsonWriter json, in TradeRow trade)
    {
        json.WriteStartObject();
        json.WriteTime(Names.Time, trade.Time);
        json.WritePrice(Names.Price, trade.Price);
        json.WriteQuantity(Names.Size, trade.Size);
        json.WriteString(Names.Exchange, trade.Instrument.Venue.Code);
        json.WriteSide(trade.Side);
        json.WriteNumber(Names.Conditions, trade.Conditions);
        json.WriteNumber(Names.Sequence, trade.Sequence);
        json.WriteNumber(Names.Id, trade.Native);
        json.WriteFlags(trade.Flags & ~EventFlags.MaybeBadBook);
        json.WriteEndObject();
    }
}
