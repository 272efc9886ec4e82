using System.Text.Json;
using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>Reads prices, quantities and numbers from JSON strings or numbers, exactly and without allocation.</summary>
internal static class JsonDigits
{
    /// <summary>The reader's value as a price; the decimals written, trailing zeros included, raise the given count.</summary>
    /// <exception cref="FormatException">It is not a number, or one that cannot be held exactly.</exception>
    public static Price ReadPrice(this ref Utf8JsonReader json, ref byte decimals)
    {
        var digits = Digits(ref json);
        CountDecimals(digits, ref decimals);
        return Price.TryParse(digits, out var price) is var fault and not NumberFault.None ? throw Fault("price", fault) : price;
    }

    /// <summary>The reader's value as a quantity; the decimals written raise the given count.</summary>
    /// <exception cref="FormatException">It is not a number, negative, or cannot be held exactly.</exception>
    public static Quantity ReadQuantity(this ref Utf8JsonReader json, ref byte decimals)
    {
        var digits = Digits(ref json);
        CountDecimals(digits, ref decimals);
        return Quantity.TryParse(digits, out var quantity) is var fault and not NumberFault.None
            ? throw Fault("quantity", fault)
            : quantity;
    }

    /// <summary>The reader's value as a whole number, in quotes or not.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static long ReadWhole(this ref Utf8JsonReader json) =>
        System.Buffers.Text.Utf8Parser.TryParse(Digits(ref json), out long number, out var read) && read == json.ValueSpan.Length
            ? number
            : throw new FormatException("a whole number was expected");

    /// <summary>Where the reader's string lies in the frame that it reads from its beginning.</summary>
    public static VenueEvent.Slice ReadSlice(this ref Utf8JsonReader json) => json.TokenType == JsonTokenType.String
        ? new VenueEvent.Slice((int)json.TokenStartIndex + 1, json.ValueSpan.Length)
        : throw new FormatException("a text was expected");

    private static ReadOnlySpan<byte> Digits(ref Utf8JsonReader json) =>
        json.TokenType is JsonTokenType.String or JsonTokenType.Number
            ? json.ValueSpan
            : throw new FormatException("a number was expected");

    private static void CountDecimals(ReadOnlySpan<byte> digits, ref byte decimals)
    {
        var point = digits.LastIndexOf((byte)'.');
        if (point >= 0)
            decimals = (byte)Math.Max(decimals, Math.Min(digits.Length - point - 1, byte.MaxValue));
    }

    private static FormatException Fault(string what, NumberFault fault) => new($"a {what} cannot be held: {fault}");
}
