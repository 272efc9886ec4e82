using System.Text.Json;
using Bourse.Market;

namespace Bourse.Gateway.Json;

/// <summary>Writes the market's own numbers and times as JSON, from digits: nothing passes through a double.</summary>
internal static class MarketJson
{
    public static void WritePrice(this Utf8JsonWriter writer, JsonEncodedText name, Price price)
    {
        writer.WritePropertyName(name);
        writer.WriteDigits(price.Units);
    }

    public static void WritePrice(this Utf8JsonWriter writer, JsonEncodedText name, Price? price)
    {
        if (price is { } known)
            writer.WritePrice(name, known);
        else
            writer.WriteNull(name);
    }

    public static void WriteQuantity(this Utf8JsonWriter writer, JsonEncodedText name, Quantity quantity)
    {
        writer.WritePropertyName(name);
        writer.WriteDigits(quantity.Units);
    }

    /// <summary>A price or a quantity, in units of 10⁻⁸, as a number.</summary>
    public static void WriteDigits(this Utf8JsonWriter writer, long units)
    {
        Span<byte> digits = stackalloc byte[Price.TextBytesMax];
        writer.WriteRawValue(digits[..new Price(units).Format(digits)], skipInputValidation: true);
    }

    /// <summary>ISO 8601 in UTC.</summary>
    public static void WriteTime(this Utf8JsonWriter writer, JsonEncodedText name, Timestamp time)
    {
        // A quoted raw value: the text never needs escaping, and the writer need not look for it.
        Span<byte> text = stackalloc byte[Timestamp.TextBytesMax + 2];
        var length = time.Format(text[1..]);
        text[0] = text[length + 1] = (byte)'"';
        writer.WritePropertyName(name);
        writer.WriteRawValue(text[..(length + 2)], skipInputValidation: true);
    }

    public static void WriteTime(this Utf8JsonWriter writer, JsonEncodedText name, Timestamp? time)
    {
        if (time is { } known)
            writer.WriteTime(name, known);
        else
            writer.WriteNull(name);
    }

    /// <summary>The side that took; null where the venue does not say.</summary>
    public static void WriteSide(this Utf8JsonWriter writer, Side side)
    {
        if (side == Side.Unknown)
            writer.WriteNull(Names.Side);
        else
            writer.WriteString(Names.Side, side == Side.Buy ? Names.Buy : Names.Sell);
    }

    /// <summary>What an event says of itself, only where it is so.</summary>
    public static void WriteFlags(this Utf8JsonWriter writer, EventFlags flags)
    {
        if ((flags & EventFlags.Synthetic) != 0)
            writer.WriteBoolean(Names.Synthetic, true);
        if ((flags & EventFlags.Bots) != 0)
            writer.WriteBoolean(Names.Bots, true);
        if ((flags & EventFlags.OffPrice) != 0)
            writer.WriteBoolean(Names.OffPrice, true);
        if ((flags & EventFlags.Replayed) != 0)
            writer.WriteBoolean(Names.Replayed, true);
        if ((flags & EventFlags.MaybeBadBook) != 0)
            writer.WriteBoolean(Names.Suspect, true);
    }
}
