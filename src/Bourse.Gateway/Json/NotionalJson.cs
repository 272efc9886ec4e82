using System.Globalization;
using System.Text.Json;
using Bourse.Market;

namespace Bourse.Gateway.Json;

/// <summary>Amounts of money as JSON numbers.</summary>
internal static class NotionalJson
{
    private const int Decimals = 16;

    public static void WriteNotional(this Utf8JsonWriter json, JsonEncodedText name, Notional amount)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(Digits(amount), skipInputValidation: true);
    }

    /// <summary>The amount in full, without trailing zeros.</summary>
    public static string Digits(Notional amount)
    {
        var text = amount.Units.ToString(CultureInfo.InvariantCulture).TrimStart('-').PadLeft(Decimals + 1, '0');
        var sign = amount.Units < 0 ? "-" : "";
        return $"{sign}{text[..^Decimals]}.{text[^Decimals..]}".TrimEnd('0').TrimEnd('.');
    }
}
