using System.Text.Json;
using Bourse.Market;

namespace Bourse.Gateway.Json;

/// <summary>How far a price has moved, and other facts of a day.</summary>
internal static class ChangeJson
{
    public static void WriteDay(this Utf8JsonWriter json, DateOnly day)
    {
        Span<char> text = stackalloc char[10];
        day.TryFormat(text, out _, "yyyy-MM-dd", null);
        json.WriteString(Names.Date, text);
    }

    /// <summary>The close before, the change since, and the same in percent; each null where there is none.</summary>
    public static void WriteChange(this Utf8JsonWriter json, Price? last, Price? previousClose)
    {
        var change = last is { } price && previousClose is { } close ? Difference(price, close) : null;
        json.WritePrice(Names.PreviousClose, previousClose);
        json.WritePrice(Names.Change, change);
        json.WritePercent(Percent(change, previousClose));
    }

    public static void WritePercent(this Utf8JsonWriter json, decimal? percent)
    {
        if (percent is { } known)
            json.WriteNumber(Names.ChangePercent, known);
        else
            json.WriteNull(Names.ChangePercent);
    }

    /// <summary>Whether it is made up, and whether bots make its market; only where it is so.</summary>
    public static void WriteMarks(this Utf8JsonWriter json, Instrument instrument) => json.WriteFlags(instrument.Marks);

    private static decimal? Percent(Price? change, Price? previousClose) =>
        change is { } moved && previousClose is { Units: > 0 } close
            ? Math.Round(100m * moved.Units / close.Units, 4)
            : null;

    // Null where it fits no price.
    private static Price? Difference(Price last, Price close)
    {
        var units = (Int128)last.Units - close.Units;
        return units >= long.MinValue && units <= long.MaxValue ? new Price((long)units) : null;
    }
}
