using System.Text;

namespace Bourse.Market;

/// <summary>A price in units of 10⁻⁸ of the quote currency. May be negative (spreads, some commodities).</summary>
public readonly record struct Price(long Units) : IComparable<Price>
{
    public const long UnitsPerOne = FixedPoint.UnitsPerOne;
    public const int TextBytesMax = FixedPoint.TextBytesMax;

    public static Price Zero => default;

    public static bool operator <(Price left, Price right) => left.Units < right.Units;

    public static bool operator >(Price left, Price right) => left.Units > right.Units;

    public static bool operator <=(Price left, Price right) => left.Units <= right.Units;

    public static bool operator >=(Price left, Price right) => left.Units >= right.Units;

    /// <summary>Reads decimal digits exactly; nothing is rounded.</summary>
    public static NumberFault TryParse(ReadOnlySpan<byte> utf8, out Price price)
    {
        var fault = FixedPoint.Parse(utf8, out var units);
        price = new Price(units);
        return fault;
    }

    /// <summary>Reads a text known to be a price.</summary>
    /// <exception cref="FormatException">The text is not a number that fits.</exception>
    public static Price Parse(string text) => TryParse(Encoding.UTF8.GetBytes(text), out var price) switch
    {
        NumberFault.None => price,
        var fault => throw new FormatException($"'{text}' is not a price: {fault}."),
    };

    /// <summary>Writes the shortest exact digits; returns the bytes written, 0 when the span is too short.</summary>
    public int Format(Span<byte> utf8) => FixedPoint.Format(Units, utf8);

    public int CompareTo(Price other) => Units.CompareTo(other.Units);

    public override string ToString()
    {
        Span<byte> text = stackalloc byte[TextBytesMax];
        return Encoding.UTF8.GetString(text[..Format(text)]);
    }
}
