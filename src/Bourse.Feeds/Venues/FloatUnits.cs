using System.Globalization;
using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// Whole units of 10⁻⁸ from numbers as binary formats have them. A floating point number stands for the shortest decimal
/// digits that name it, which are what its sender had; those must fit exactly.
/// </summary>
internal static class FloatUnits
{
    // Below, neighbouring numbers are further apart than units, so that no two numbers of units share a double.
    private const double ExactMax = 1L << 51;

    /// <exception cref="FormatException">Its digits have more than eight decimals, or it is too large, or no number.</exception>
    public static long Of(double value)
    {
        var units = Math.Round(value * Price.UnitsPerOne);
        if (Math.Abs(units) < ExactMax && units / Price.UnitsPerOne == value)
            return (long)units;
        Span<byte> digits = stackalloc byte[32];
        return value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture)
            ? OfDigits(digits[..length])
            : throw new FormatException("a number was expected");
    }

    /// <inheritdoc cref="Of(double)"/>
    public static long Of(float value)
    {
        Span<byte> digits = stackalloc byte[32];
        return value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture)
            ? OfDigits(digits[..length])
            : throw new FormatException("a number was expected");
    }

    /// <exception cref="FormatException">It is too large.</exception>
    public static long Of(long whole) =>
        whole is >= long.MinValue / Price.UnitsPerOne and <= long.MaxValue / Price.UnitsPerOne
        ? whole * Price.UnitsPerOne
        : throw new FormatException("a number is too large");

    private static long OfDigits(ReadOnlySpan<byte> digits) =>
        Price.TryParse(digits, out var price) is var fault and not NumberFault.None
            ? throw new FormatException($"a number cannot be held: {fault}")
            : price.Units;
}
