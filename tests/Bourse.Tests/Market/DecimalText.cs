using System.Globalization;
using System.Numerics;
using Bourse.Market;

namespace Bourse.Tests.Market;

/// <summary>A random decimal text, and what it must be read as, by arithmetic of any size.</summary>
internal readonly record struct DecimalText(string Text, BigInteger Mantissa, int Exponent)
{
    public static DecimalText Random(Random random)
    {
        var whole = Digits(random, random.Next(14));
        var fraction = Digits(random, whole.Length == 0 ? random.Next(1, 12) : random.Next(12));
        var exponent = random.Next(3) == 0 ? random.Next(-12, 13) : 0;
        var isNegative = random.Next(3) == 0;
        var point = fraction.Length > 0 || random.Next(8) == 0 ? "." : "";
        var tail = exponent != 0 ? "eE"[random.Next(2)] + exponent.ToString(CultureInfo.InvariantCulture) : "";
        var mantissa = BigInteger.Parse("0" + whole + fraction, CultureInfo.InvariantCulture);
        return new DecimalText(
            (isNegative ? "-" : "") + whole + point + fraction + tail,
            isNegative ? -mantissa : mantissa,
            exponent - fraction.Length);
    }

    /// <summary>The fault and the units that reading must give.</summary>
    public (NumberFault Fault, long Units) Expected()
    {
        var shift = Exponent + 8;
        if (Mantissa.IsZero)
            return (NumberFault.None, 0);
        var divisor = BigInteger.Pow(10, Math.Max(0, -shift));
        if (!(Mantissa % divisor).IsZero)
            return (NumberFault.TooManyDecimals, 0);
        var units = Mantissa / divisor * BigInteger.Pow(10, Math.Max(0, shift));
        return BigInteger.Abs(units) > long.MaxValue ? (NumberFault.TooLarge, 0) : (NumberFault.None, (long)units);
    }

    private static string Digits(Random random, int count)
    {
        var digits = new char[count];
        for (var i = 0; i < count; i++)
            digits[i] = random.Next(3) == 0 ? '0' : (char)('0' + random.Next(10));
        return new string(digits);
    }
}
