using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Bourse.Gateway.Rest;
using Bourse.Market;

namespace Bourse.Gateway.Trading;

/// <summary>The query parameters that several operations of the exchange share.</summary>
internal static class TradingParameters
{
    public const int LimitDefault = 100;
    public const int LimitMax = 1_000;

    public static readonly QueryParameter<string> Account = Text(
        "account", "The account; the caller's own, named as the user, when left out.", AccountName.LengthMax);

    public static readonly QueryParameter<string> Symbol = Text(
        "symbol", "Only this instrument, as the exchange has listed it.", InstrumentName.LengthMax);

    public static readonly QueryParameter<Side> Side = Choice(
        "side", "Only this side.", ("buy", Market.Side.Buy), ("sell", Market.Side.Sell));

    public static readonly QueryParameter<Timestamp> From =
        Parameters.Time("from", "The first time that is in, as `2026-01-05T10:30:00Z`.");

    public static readonly QueryParameter<Timestamp> To =
        Parameters.Time("to", "The first time that is no longer in.");

    public static readonly QueryParameter<int> Limit =
        Parameters.Count("limit", "The most rows in one answer.", LimitDefault, LimitMax);

    public static readonly QueryParameter<long> MinSequence = Whole(
        "min_sequence",
        "A `blotter_sequence` that the answer must know of: it is waited for a moment, then 503 (`not_ready`).");

    public static QueryParameter<string> Text(string name, string description, int lengthMax) =>
        new(name, description, $"1 to {lengthMax} printable ASCII characters")
        {
            Schema = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = lengthMax },
            TryRead = (ReadOnlySpan<char> text, out string value) =>
            {
                value = text.ToString();
                return value.Length > 0 && value.Length <= lengthMax && !text.ContainsAnyExceptInRange(' ', '~');
            },
        };

    public static QueryParameter<long> Whole(string name, string description) =>
        new(name, description, "a whole number")
        {
            Schema = new JsonObject { ["type"] = "integer", ["format"] = "int64", ["minimum"] = 0 },
            TryRead = (ReadOnlySpan<char> text, out long value) =>
                long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value),
        };

    public static QueryParameter<bool> Flag(string name, string description) =>
        Choice(name, description, ("true", true), ("false", false));

    public static QueryParameter<T> Choice<T>(
        string name, string description, params IReadOnlyList<(string Word, T Value)> choices) =>
        new(name, description, $"one of {string.Join(", ", choices.Select(choice => choice.Word))}")
        {
            Schema = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice.Word)]),
            },
            TryRead = (ReadOnlySpan<char> text, out T value) =>
            {
                foreach (var (word, choice) in choices)
                    if (text.SequenceEqual(word))
                    {
                        value = choice;
                        return true;
                    }

                value = choices[0].Value;
                return false;
            },
        };

    /// <summary>The same for every page of one question, and for no other.</summary>
    public static ulong HashOf(string question) => StableHash.Of(Encoding.UTF8.GetBytes(question));
}
