using System.Buffers.Text;
using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Kraken;

/// <summary>
/// Reads instruments' ticks, lots and decimals: of v2's channel "instrument", and of the answer to REST AssetPairs. One
/// whose numbers cannot be held in our units, or are none, is Malformed; the others are read all the same.
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
        var isHeld = true;
        while (json.NextMember())
        {
            if (json.Is("symbol"u8) || json.Is("wsname"u8))
                pair.Symbol = json.TextMember();
            else if (json.Is("price_precision"u8) || json.Is("pair_decimals"u8))
                isHeld &= TryReadDecimals(ref json, out pair.PriceDecimals);
            else if (json.Is("qty_precision"u8) || json.Is("lot_decimals"u8))
                isHeld &= TryReadDecimals(ref json, out pair.QuantityDecimals);
            else if (json.Is("price_increment"u8) || json.Is("tick_size"u8))
                isHeld &= TryReadTick(ref json, out pair.Price);
            else if (json.Is("qty_increment"u8))
                isHeld &= TryReadLot(ref json, out pair.Quantity);
            else
                json.SkipMember();
        }

        if (pair.Symbol.Length == 0)
            return;
        pair.Price = pair.Price != default ? pair.Price : new Price(StepOf(pair.PriceDecimals));
        pair.Quantity = pair.Quantity != default ? pair.Quantity : new Quantity(StepOf(pair.QuantityDecimals));
        isHeld &= pair.Price.Units > 0 && pair.Quantity.Units > 0;
        pair.Kind = isHeld ? VenueEventKind.Instrument : VenueEventKind.Malformed;
        into.Begin(pair.Kind) = pair;
    }

    private static bool TryReadTick(ref Utf8JsonReader json, out Price tick)
    {
        json.Read();
        var fault = Price.TryParse(json.ValueSpan, out tick);
        json.Skip();
        return fault == NumberFault.None;
    }

    private static bool TryReadLot(ref Utf8JsonReader json, out Quantity lot)
    {
        json.Read();
        var fault = Quantity.TryParse(json.ValueSpan, out lot);
        json.Skip();
        return fault == NumberFault.None;
    }

    private static bool TryReadDecimals(ref Utf8JsonReader json, out byte decimals)
    {
        json.Read();
        var isNumber = Utf8Parser.TryParse(json.ValueSpan, out decimals, out var read) && read == json.ValueSpan.Length;
        json.Skip();
        return isNumber;
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
