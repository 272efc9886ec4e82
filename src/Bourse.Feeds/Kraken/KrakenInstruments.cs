using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Kraken;

/// <summary>
/// Reads instruments' ticks, lots and decimals: of v2's channel "instrument", and of the answer to REST AssetPairs. One
/// whose tick or lot cannot be held in our units is Malformed; the others are read all the same.
/// </summary>
internal static class KrakenInstruments
{
    /// <summary>Reads {"assets":[…],"pairs":[…]}; the reader stands on its beginning.</summary>
    public static void Read(ref Utf8JsonReader json, DecodedFrame into)
    {
        if (json.TokenType != JsonTokenType.StartObject)
            throw new FormatException("instruments are an object");
        while (json.NextMember())
        {
            if (!json.Is("pairs"u8))
            {
                json.SkipMember();
                continue;
            }

            json.Expect(JsonTokenType.StartArray);
            while (json.NextItem())
                ReadPair(ref json, into);
        }
    }

    /// <summary>Reads {"error":[],"result":{"XXBTZUSD":{"wsname":"XBT\/USD",…},…}}.</summary>
    public static void ReadAssetPairs(ReadOnlySpan<byte> body, DecodedFrame into)
    {
        var json = new Utf8JsonReader(body);
        json.Expect(JsonTokenType.StartObject);
        while (json.NextMember())
        {
            if (json.Is("error"u8))
                ReadErrors(ref json);
            else if (json.Is("result"u8))
                ReadResult(ref json, into);
            else
                json.SkipMember();
        }

        json.Read();
    }

    private static void ReadErrors(ref Utf8JsonReader json)
    {
        json.Expect(JsonTokenType.StartArray);
        if (json.NextItem())
            throw new FormatException($"Kraken answers {System.Text.Encoding.UTF8.GetString(json.ValueSpan)}");
    }

    private static void ReadResult(ref Utf8JsonReader json, DecodedFrame into)
    {
        json.Expect(JsonTokenType.StartObject);
        while (json.NextMember())
        {
            json.Read();
            ReadPair(ref json, into);
        }
    }

    // v2 writes increments; REST writes decimals, and since 2022 the tick too. A pair without a name is not streamed.
    private static void ReadPair(ref Utf8JsonReader json, DecodedFrame into)
    {
        if (json.TokenType != JsonTokenType.StartObject)
            throw new FormatException("an instrument is an object");
        var pair = default(VenueEvent);
        (Price Tick, NumberFault Fault) tick = default;
        (Quantity Lot, NumberFault Fault) lot = default;
        while (json.NextMember())
        {
            if (json.Is("symbol"u8) || json.Is("wsname"u8))
                pair.Symbol = json.TextMember();
            else if (json.Is("price_precision"u8) || json.Is("pair_decimals"u8))
                pair.PriceDecimals = DecimalsMember(ref json);
            else if (json.Is("qty_precision"u8) || json.Is("lot_decimals"u8))
                pair.QuantityDecimals = DecimalsMember(ref json);
            else if (json.Is("price_increment"u8) || json.Is("tick_size"u8))
                tick.Fault = json.Read() ? Price.TryParse(json.ValueSpan, out tick.Tick) : default;
            else if (json.Is("qty_increment"u8))
                lot.Fault = json.Read() ? Quantity.TryParse(json.ValueSpan, out lot.Lot) : default;
            else
                json.SkipMember();
        }

        if (pair.Symbol.Length == 0)
            return;
        pair.Price = tick.Tick != default ? tick.Tick : new Price(StepOf(pair.PriceDecimals));
        pair.Quantity = lot.Lot != default ? lot.Lot : new Quantity(StepOf(pair.QuantityDecimals));
        var isHeld = tick.Fault == NumberFault.None && lot.Fault == NumberFault.None
            && pair.Price.Units > 0 && pair.Quantity.Units > 0;
        pair.Kind = isHeld ? VenueEventKind.Instrument : VenueEventKind.Malformed;
        into.Begin(pair.Kind) = pair;
    }

    private static byte DecimalsMember(ref Utf8JsonReader json)
    {
        json.Read();
        return json.ReadWhole() is >= 0 and <= 30 and var decimals
            ? (byte)decimals
            : throw new FormatException("decimals are 0 to 30");
    }

    // 10 to the minus decimals, in our units; 0 where it is less than one of them.
    private static long StepOf(byte decimals)
    {
        var step = Price.UnitsPerOne;
        for (var i = 0; i < decimals; i++)
            step /= 10;
        return step;
    }
}
