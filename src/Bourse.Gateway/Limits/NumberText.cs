using System.Globalization;

namespace Bourse.Gateway.Limits;

/// <summary>The texts of small numbers, each made once: headers have the same few over and over.</summary>
internal static class NumberText
{
    private static readonly string?[] Texts = new string?[65_536];

    public static string Of(long number)
    {
        if ((ulong)number >= (ulong)Texts.Length)
            return number.ToString(CultureInfo.InvariantCulture);
        return Texts[number] ??= number.ToString(CultureInfo.InvariantCulture);
    }
}
