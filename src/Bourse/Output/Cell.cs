namespace Bourse.Output;

/// <summary>One value of a printed row.</summary>
/// <param name="Text">As it is shown; empty where there is none.</param>
/// <param name="IsNumber">Right-aligned in a table, a number in JSON.</param>
internal readonly record struct Cell(string Text, bool IsNumber)
{
    public static Cell Of(object? value) => value switch
    {
        null => new Cell("", IsNumber: false),
        Cell cell => cell,
        bool flag => new Cell(flag ? "yes" : "", IsNumber: false),
        sbyte or byte or short or ushort or int or uint or long or ulong or double =>
            new Cell(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!, IsNumber: true),
        Market.Price or Market.Quantity or Market.Money => new Cell(value.ToString()!, IsNumber: true),
        _ => new Cell(value.ToString() ?? "", IsNumber: false),
    };
}
