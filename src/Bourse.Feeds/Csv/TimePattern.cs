namespace Bourse.Feeds.Csv;

/// <summary>Reads dates and times by a pattern; see <see cref="CsvTime.Format"/>. No allocation when reading.</summary>
internal sealed class TimePattern
{
    private const string Fields = "yMdHmsfF";
    private readonly Part[] _parts;

    private TimePattern(Part[] parts) => _parts = parts;

    public bool HasDate => Has('y') && Has('M') && Has('d');

    public bool HasTime => Has('H') && Has('m');

    /// <exception cref="FormatException">A field has an impossible width or comes twice.</exception>
    public static TimePattern Parse(string format)
    {
        var parts = new List<Part>();
        for (var i = 0; i < format.Length;)
        {
            var width = 1;
            var isField = Fields.Contains(format[i]);
            while (isField && i + width < format.Length && format[i + width] == format[i])
                width++;
            parts.Add(isField ? Part.Field(format[i], width, format) : Part.Literal(format[i]));
            if (isField && parts.Count(part => part.Symbol == format[i]) > 1)
                throw new FormatException($"'{format}' has the field {format[i]} twice");
            i += width;
        }

        return new TimePattern([.. parts]);
    }

    /// <summary>Fills the fields that the pattern names; false when the text does not follow it to its end.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, ref CivilTime time)
    {
        var position = 0;
        foreach (ref readonly var part in _parts.AsSpan())
        {
            if (part.IsField)
            {
                var start = position;
                var value = 0;
                for (; position < text.Length && position - start < part.DigitsMax; position++)
                {
                    var digit = unchecked((uint)(text[position] - '0'));
                    if (digit > 9)
                        break;
                    value = (value * 10) + (int)digit;
                }

                if (position - start < part.DigitsMin)
                    return false;
                Set(ref time, part.Symbol, value, position - start);
            }
            else if (position < text.Length && text[position] == part.Symbol)
            {
                position++;
            }
            else if (position < text.Length || part.Symbol != '.')
            {
                return false;
            }
        }

        return position == text.Length;
    }

    private bool Has(char field) => Array.Exists(_parts, part => part.IsField && part.Symbol == field);

    private static void Set(ref CivilTime time, char field, int value, int digits)
    {
        switch (field)
        {
            case 'y': time.Year = value; break;
            case 'M': time.Month = value; break;
            case 'd': time.Day = value; break;
            case 'H': time.Hour = value; break;
            case 'm': time.Minute = value; break;
            case 's': time.Second = value; break;
            default:
                for (; digits < 9; digits++)
                    value *= 10;
                time.Nanosecond = value;
                break;
        }
    }

    private readonly record struct Part(char Symbol, bool IsField, int DigitsMin, int DigitsMax)
    {
        public static Part Literal(char character) => char.IsAscii(character)
            ? new Part(character, false, 0, 0)
            : throw new FormatException($"'{character}' is not an ASCII character");

        public static Part Field(char field, int width, string format) => (field, width) switch
        {
            ('y', 4) => new Part(field, true, 4, 4),
            ('M' or 'd' or 'H' or 'm' or 's', 1) => new Part(field, true, 1, 2),
            ('M' or 'd' or 'H' or 'm' or 's', 2) => new Part(field, true, 2, 2),
            ('f', <= 9) => new Part(field, true, width, width),
            ('F', <= 9) => new Part(field, true, 0, width),
            _ => throw new FormatException($"'{format}' has the field {field} in a width that it cannot have"),
        };
    }
}
