using System.Text.Json;
using Bourse.Market;

namespace Bourse.Gateway.Json;

/// <summary>Statistics, which are computed in doubles, and sums as JSON numbers of up to eight decimals.</summary>
internal static class FigureJson
{
    // Below this, every figure fits the market's own form of a number.
    private const double DigitsMax = 9e10;

    /// <summary>Null where there is none: a NaN or an infinity is no JSON.</summary>
    public static void WriteFigure(this Utf8JsonWriter json, double? figure)
    {
        if (figure is not { } known || !double.IsFinite(known))
            json.WriteNullValue();
        else if (Math.Abs(known) < DigitsMax)
            json.WriteDigits((long)Math.Round(known * Price.UnitsPerOne));
        else
            json.WriteNumberValue(known);
    }

    /// <summary>Sizes added up, in 10⁻⁸: the largest quantity that there is stands for more.</summary>
    public static void WriteSum(this Utf8JsonWriter json, JsonEncodedText name, Int128 units) =>
        json.WriteQuantity(name, new Quantity((long)Int128.Min(units, long.MaxValue)));
}
