using System.Buffers.Text;
using Bourse.Market;

namespace Bourse.Feeds.Binance;

/// <summary>Reads the digits of a member's value, exactly and without allocation; a value that is not there has none.</summary>
internal static class BinanceNumbers
{
    private const long MillisecondsMax = long.MaxValue / Timestamp.PerMillisecond;

    /// <summary>A price; the decimals written, trailing zeros included, raise the given count.</summary>
    /// <exception cref="FormatException">It is not a number, or one that cannot be held exactly.</exception>
    public static Price Price(ReadOnlySpan<byte> digits, ref byte decimals)
    {
        CountDecimals(digits, ref decimals);
        return Market.Price.TryParse(digits, out var price) is var fault and not NumberFault.None
            ? throw new FormatException($"a price cannot be held: {fault}")
            : price;
    }

    /// <summary>A quantity; the decimals written raise the given count.</summary>
    /// <exception cref="FormatException">It is not a number, negative, or cannot be held exactly.</exception>
    public static Quantity Quantity(ReadOnlySpan<byte> digits, ref byte decimals)
    {
        CountDecimals(digits, ref decimals);
        return Market.Quantity.TryParse(digits, out var quantity) is var fault and not NumberFault.None
            ? throw new FormatException($"a quantity cannot be held: {fault}")
            : quantity;
    }

    /// <exception cref="FormatException">It is not a whole number.</exception>
    public static long Whole(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out long number, out var read) && read == digits.Length
            ? number
            : throw new FormatException("a whole number was expected");

    /// <summary>A time in milliseconds since 1970; 0 where there is none.</summary>
    /// <exception cref="FormatException">It is not a whole number, or too far away.</exception>
    public static Timestamp Time(ReadOnlySpan<byte> digits) => digits.IsEmpty ? default
        : Whole(digits) is >= 0 and <= MillisecondsMax and var milliseconds
            ? new Timestamp(milliseconds * Timestamp.PerMillisecond)
            : throw new FormatException("a time cannot be held");

    private static void CountDecimals(ReadOnlySpan<byte> digits, ref byte decimals)
    {
        var point = digits.IndexOf((byte)'.');
        if (point >= 0)
            decimals = (byte)Math.Max(decimals, Math.Min(digits.Length - point - 1, byte.MaxValue));
    }
}
