using System.Text;

namespace Bourse.Market;

/// <summary>A number of shares, coins or contracts in units of 10⁻⁸; text below zero is refused.</summary>
public readonly record struct Quantity(long Units) : IComparable<Quantity>
{
    public const long UnitsPerOne = FixedPoint.UnitsPerOne;
    public const int TextBytesMax = FixedPoint.TextBytesMax;

    public static Quantity Zero => default;

    public static Quantity operator +(Quantity left, Quantity right) => new(checked(left.Units + right.Units));

    public static Quantity operator -(Quantity left, Quantity right) => new(checked(left.Units - right.Units));

    public static bool operator <(Quantity left, Quantity right) => left.Units < right.Units;

    public static bool operator >(Quantity left, Quantity right) => left.Units > right.Units;

    public static bool operator <=(Quantity left, Quantity right) => left.Units <= right.Units;

    public static bool operator >=(Quantity left, Quantity right) => left.Units >= right.Units;

    public static Quantity Add(Quantity left, Quantity right) => left + right;

    public static Quantity Subtract(Quantity left, Quantity right) => left - right;

    /// <summary>Reads decimal digits exactly; nothing is rounded, and a negative quantity is refused.</summary>
    public static NumberFault TryParse(ReadOnlySpan<byte> utf8, out Quantity quantity)
    {
        var fault = FixedPoint.Parse(utf8, out var units);
        quantity = new Quantity(units);
        return fault == NumberFault.None && units < 0 ? NumberFault.Negative : fault;
    }

    /// <summary>Reads a text known to be a quantity.</summary>
    /// <exception cref="FormatException">The text is not a number that fits.</exception>
    public static Quantity Parse(string text) => TryParse(Encoding.UTF8.GetBytes(text), out var quantity) switch
    {
        NumberFault.None => quantity,
        var fault => throw new FormatException($"'{text}' is not a quantity: {fault}."),
    };

    /// <summary>Writes the shortest exact digits; returns the bytes written, 0 when the span is too short.</summary>
    public int Format(Span<byte> utf8) => FixedPoint.Format(Units, utf8);

    public int CompareTo(Quantity other) => Units.CompareTo(other.Units);

    public override string ToString()
    {
        Span<byte> text = stackalloc byte[TextBytesMax];
        return Encoding.UTF8.GetString(text[..Format(text)]);
    }
}
