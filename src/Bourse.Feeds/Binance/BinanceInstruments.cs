using System.Text.Json;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Binance;

/// <summary>Reads exchangeInfo: each symbol's tick (PRICE_FILTER) and lot (LOT_SIZE).</summary>
internal static class BinanceInstruments
{
    /// <exception cref="JsonException">The body is not JSON.</exception>
    /// <exception cref="FormatException">It does not list symbols.</exception>
    public static void Decode(ReadOnlySpan<byte> body, DecodedFrame into)
    {
        into.Clear();
        var json = new Utf8JsonReader(body);
        Take(ref json, JsonTokenType.StartObject);
        var areListed = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("symbols"u8))
            {
                Take(ref json, JsonTokenType.StartArray);
                while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                    ReadSymbol(body, ref json, into);
                areListed = true;
            }
            else
            {
                json.Skip();
            }
        }

        if (!areListed || json.Read())
            throw new FormatException("a list of symbols was expected");
    }

    // A tick or a lot that cannot be held spoils its own symbol only.
    private static void ReadSymbol(ReadOnlySpan<byte> body, ref Utf8JsonReader json, DecodedFrame into)
    {
        var instrument = new VenueEvent { Kind = VenueEventKind.Instrument };
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("symbol"u8))
            {
                json.Read();
                instrument.Symbol = json.ReadSlice();
            }
            else if (json.ValueTextEquals("filters"u8))
            {
                Take(ref json, JsonTokenType.StartArray);
                while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                    ReadFilter(body, ref json, ref instrument);
            }
            else
            {
                json.Skip();
            }
        }

        if (instrument.Symbol.Length == 0)
            throw new FormatException("a symbol has no name");
        into.Begin(instrument.Kind) = instrument;
    }

    private static void ReadFilter(ReadOnlySpan<byte> body, ref Utf8JsonReader json, ref VenueEvent instrument)
    {
        VenueEvent.Slice type = default, tick = default, lot = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("filterType"u8))
                type = Text(ref json);
            else if (json.ValueTextEquals("tickSize"u8))
                tick = Text(ref json);
            else if (json.ValueTextEquals("stepSize"u8))
                lot = Text(ref json);
            else
                json.Skip();
        }

        byte written = 0;
        try
        {
            if (type.Of(body).SequenceEqual("PRICE_FILTER"u8))
            {
                instrument.Price = BinanceNumbers.Price(tick.Of(body), ref written);
                instrument.PriceDecimals = DecimalsOf(instrument.Price.Units);
            }
            else if (type.Of(body).SequenceEqual("LOT_SIZE"u8))
            {
                instrument.Quantity = BinanceNumbers.Quantity(lot.Of(body), ref written);
                instrument.QuantityDecimals = DecimalsOf(instrument.Quantity.Units);
            }
        }
        catch (FormatException)
        {
            instrument.Kind = VenueEventKind.Malformed;
        }
    }

    // Binance writes "0.01000000": it is the tick's size that tells the decimals, not the zeros written.
    private static byte DecimalsOf(long units)
    {
        byte decimals = 8;
        for (; decimals > 0 && units % 10 == 0; decimals--)
            units /= 10;
        return decimals;
    }

    private static VenueEvent.Slice Text(ref Utf8JsonReader json)
    {
        json.Read();
        return json.ReadSlice();
    }

    private static void Take(ref Utf8JsonReader json, JsonTokenType expected)
    {
        if (!json.Read() || json.TokenType != expected)
            throw new FormatException($"{expected} was expected");
    }
}
