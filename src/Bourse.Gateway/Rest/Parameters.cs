using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Bourse.Market;

namespace Bourse.Gateway.Rest;

/// <summary>The query parameters that several operations share.</summary>
internal static class Parameters
{
    public const int LimitDefault = 1_000;
    public const int LimitMax = 10_000;
    public const int DepthDefault = 10;
    public const int DepthMax = 1_000;

    private const int TimeLengthMax = 64;
    private const string TimeExpected =
        "a time: ISO 8601 with up to nine decimals, or whole nanoseconds since 1970-01-01 UTC";

    public static readonly QueryParameter<Timestamp> StartTime =
        Time("start_time", "The first time that is in, as `2014-03-10T00:00:00Z`.");

    public static readonly QueryParameter<Timestamp> EndTime =
        Time("end_time", "The first time that is no longer in, as `1394841600000000000`.");

    public static readonly QueryParameter<Timestamp> At =
        Time("at", "The venue's time of the moment asked for, as `2014-03-10T04:00:00.5Z`; now when left out.");

    public static readonly QueryParameter<int> Limit =
        Count("limit", "The most rows in one answer.", LimitDefault, LimitMax);

    public static readonly QueryParameter<int> Depth =
        Count("depth", "The most levels on each side.", DepthDefault, DepthMax);

    public static readonly QueryParameter<SortOrder> Order =
        new("order", "`asc`: oldest first. `desc`: newest first.", "'asc' or 'desc'")
        {
            Schema = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray("asc", "desc"),
                ["default"] = "asc",
            },
            TryRead = TryReadOrder,
        };

    public static readonly QueryParameter<string> Cursor =
        new(
            "cursor",
            "The `next_cursor` of the answer before; every other parameter but `limit` stays as it was.",
            "a cursor")
        {
            Schema = new JsonObject { ["type"] = "string", ["maxLength"] = Rest.Cursor.TextLength },
            TryRead = TryReadText,
        };

    public static readonly QueryParameter<string> Venue =
        new("venue", "Only this venue, as `ASX`; every venue that has the symbol when left out.", "a venue's code")
        {
            Schema = new JsonObject { ["type"] = "string", ["maxLength"] = Market.Venue.CodeLengthMax },
            TryRead = (ReadOnlySpan<char> text, out string value) =>
                TryReadText(text, out value) && Instrument.IsSymbol(value, Market.Venue.CodeLengthMax),
        };

    public static readonly QueryParameter<BarInterval> Interval =
        new("interval", "The length of a bar.", $"one of {string.Join(", ", BarIntervals.AllNames)}")
        {
            Schema = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. BarIntervals.AllNames.Select(name => (JsonNode)name)]),
                ["default"] = "1m",
            },
            TryRead = (ReadOnlySpan<char> text, out BarInterval value) =>
                BarIntervals.TryParse(text.ToString(), out value),
        };

    public static QueryParameter<int> Count(string name, string description, int absent, int max, int min = 1) =>
        new(name, description, $"a whole number from {min} to {max}")
        {
            Schema = new JsonObject
            {
                ["type"] = "integer", ["minimum"] = min, ["maximum"] = max, ["default"] = absent,
            },
            TryRead = (ReadOnlySpan<char> text, out int value) =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)
                && value >= min && value <= max,
        };

    public static QueryParameter<Timestamp> Time(string name, string description) =>
        new(name, description, TimeExpected)
        {
            Schema = new JsonObject { ["type"] = new JsonArray("string", "integer") },
            TryRead = TryReadTime,
        };

    /// <summary>How wide levels of prices are.</summary>
    public static QueryParameter<Price> Step(string description) =>
        new("step", description, "a number above 0 with up to eight decimals")
        {
            Schema = new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0 },
            TryRead = TryReadStep,
        };

    private static bool TryReadStep(ReadOnlySpan<char> text, out Price value)
    {
        value = default;
        Span<byte> utf8 = stackalloc byte[Price.TextBytesMax];
        return Encoding.ASCII.TryGetBytes(text, utf8, out var length)
            && Price.TryParse(utf8[..length], out value) == NumberFault.None
            && value > Price.Zero;
    }

    private static bool TryReadTime(ReadOnlySpan<char> text, out Timestamp value)
    {
        value = default;
        Span<byte> utf8 = stackalloc byte[TimeLengthMax];
        if (text.Length > TimeLengthMax || !Ascii.IsValid(text))
            return false;
        var length = Encoding.ASCII.GetBytes(text, utf8);
        // A '+' before an offset that the client did not escape has become a space on the way.
        if (length > 6 && utf8[..length].LastIndexOf((byte)' ') is > 10 and var sign)
            utf8[sign] = (byte)'+';
        return Timestamp.TryParse(utf8[..length], out value);
    }

    private static bool TryReadOrder(ReadOnlySpan<char> text, out SortOrder value)
    {
        value = text is "desc" ? SortOrder.Descending : SortOrder.Ascending;
        return text is "asc" or "desc";
    }

    private static bool TryReadText(ReadOnlySpan<char> text, out string value)
    {
        value = text.ToString();
        return text.Length > 0;
    }
}
