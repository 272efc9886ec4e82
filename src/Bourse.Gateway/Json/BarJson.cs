using System.Text.Json;
using Bourse.Market;

namespace Bourse.Gateway.Json;

/// <summary>What traded in one interval. Prices are null where no print counts in price statistics.</summary>
internal static class BarJson
{
    /// <summary>Writes the fields into an object that the caller begins and ends.</summary>
    public static void WriteFields(Utf8JsonWriter json, in Bar bar)
    {
        json.WritePrice(Names.Open, bar.Open);
        json.WritePrice(Names.High, bar.High);
        json.WritePrice(Names.Low, bar.Low);
        json.WritePrice(Names.Close, bar.Close);
        json.WriteQuantity(Names.Volume, bar.Volume);
        json.WritePrice(Names.Vwap, bar.Vwap);
        json.WriteNumber(Names.TradeCount, bar.Trades);
    }
}
