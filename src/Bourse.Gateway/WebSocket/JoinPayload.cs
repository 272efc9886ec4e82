using System.Text;
using System.Text.Json;
using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Reads the payloads of joins and of changes to a channel's symbols. Fields it does not know are ignored.
/// </summary>
internal static class JoinPayload
{
    // A sequence this large would be reached after 30 years of a million events a second: it is a time in nanoseconds.
    private const long SequencesMax = 1_000_000_000_000_000;

    private static readonly Refusal InvalidFrom = new(
        "invalid_from", "From is \"live\", a tape sequence, an ISO 8601 time or nanoseconds since 1970.")
    {
        Field = "from",
    };

    /// <summary>Reads a join; null with the reason when a field is wrong.</summary>
    public static JoinRequest? Read(
        Topic topic, ReadOnlySpan<byte> payload, WebSocketLimits limits, out Refusal? refusal)
    {
        refusal = null;
        using var document = Parse(payload, out refusal);
        if (document is null)
            return null;
        var root = document.RootElement;
        var start = JoinStart.Live;
        var interval = BarInterval.Minute1;
        var depth = 0;
        var choice = ReadChoice(topic, root, limits, out refusal);
        if (choice is null
            || !TryReadStart(root, out start, out refusal)
            || !TryReadInterval(root, ref interval, out refusal)
            || !TryReadDepth(root, ref depth, out refusal)
            || !PlayPayload.TryRead(topic, choice, start, root, out var play, out refusal))
            return null;
        return new JoinRequest(choice, start, interval, depth) { Play = play };
    }

    /// <summary>Reads the symbols to add or to take away; null with the reason.</summary>
    public static InstrumentChoice? ReadChange(
        ReadOnlySpan<byte> payload, WebSocketLimits limits, out Refusal? refusal)
    {
        using var document = Parse(payload, out refusal);
        if (document is null)
            return null;
        if (document.RootElement.TryGetProperty("symbols", out var symbols))
            return ReadSymbols(symbols, limits, out refusal);
        refusal = new Refusal("missing_field", "The payload names no symbols.") { Field = "symbols" };
        return null;
    }

    public static Refusal TooManySymbols(WebSocketLimits limits) =>
        new("too_many_symbols", $"A channel takes at most {limits.SymbolsMax} names.") { Field = "symbols" };

    public static JsonDocument? Parse(ReadOnlySpan<byte> payload, out Refusal? refusal)
    {
        // The message was read as JSON as a whole, so this part of it is JSON too; texts may still be broken UTF-16.
        refusal = null;
        var reader = new Utf8JsonReader(payload);
        var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        refusal = new Refusal("invalid_payload", "The payload is not an object.");
        return null;
    }

    private static InstrumentChoice? ReadChoice(
        Topic topic, JsonElement root, WebSocketLimits limits, out Refusal? refusal)
    {
        refusal = null;
        if (topic.Symbol is not null)
            return InstrumentChoice.Of([topic.Symbol]);
        return root.TryGetProperty("symbols", out var symbols) && symbols.ValueKind != JsonValueKind.Null
            ? ReadSymbols(symbols, limits, out refusal)
            : InstrumentChoice.All;
    }

    private static InstrumentChoice? ReadSymbols(JsonElement symbols, WebSocketLimits limits, out Refusal? refusal)
    {
        refusal = new Refusal("invalid_symbols", "The symbols are not an array of texts.") { Field = "symbols" };
        if (symbols.ValueKind != JsonValueKind.Array)
            return null;
        if (symbols.GetArrayLength() > limits.SymbolsMax)
        {
            refusal = TooManySymbols(limits);
            return null;
        }

        var names = new List<string>(symbols.GetArrayLength());
        foreach (var symbol in symbols.EnumerateArray())
        {
            if (symbol.ValueKind != JsonValueKind.String || !TryGetText(symbol, out var name))
                return null;
            names.Add(name);
        }

        refusal = null;
        return InstrumentChoice.Of(names);
    }

    public static bool TryReadStart(JsonElement root, out JoinStart start, out Refusal? refusal)
    {
        start = JoinStart.Live;
        refusal = null;
        if (!root.TryGetProperty("from", out var from) || from.ValueKind == JsonValueKind.Null)
            return true;
        if (from.ValueKind == JsonValueKind.String && TryGetText(from, out var text))
        {
            if (text == "live")
                return true;
            if (Timestamp.TryParse(Encoding.UTF8.GetBytes(text), out var time))
                return TryStartAt(time, isNumber: long.TryParse(text, out _), out start, out refusal);
        }
        else if (from.ValueKind == JsonValueKind.Number && from.TryGetInt64(out var number))
        {
            return TryStartAt(new Timestamp(number), isNumber: true, out start, out refusal);
        }

        refusal = InvalidFrom;
        return false;
    }

    private static bool TryStartAt(Timestamp time, bool isNumber, out JoinStart start, out Refusal? refusal)
    {
        var isSequence = isNumber && time.Nanoseconds < SequencesMax;
        start = isSequence ? new JoinStart(time.Nanoseconds, null) : new JoinStart(null, time);
        refusal = isSequence && time.Nanoseconds < 0 ? InvalidFrom : null;
        return refusal is null;
    }

    private static bool TryReadInterval(JsonElement root, ref BarInterval interval, out Refusal? refusal)
    {
        refusal = null;
        if (!root.TryGetProperty("interval", out var name)
            || (name.ValueKind == JsonValueKind.String && TryGetText(name, out var text)
                && BarIntervals.TryParse(text, out interval)))
            return true;
        refusal = new Refusal("invalid_interval", $"An interval is one of {string.Join(' ', BarIntervals.AllNames)}.")
        {
            Field = "interval",
        };
        return false;
    }

    private static bool TryReadDepth(JsonElement root, ref int depth, out Refusal? refusal)
    {
        refusal = null;
        if (!root.TryGetProperty("depth", out var levels)
            || (levels.ValueKind == JsonValueKind.Number && levels.TryGetInt32(out depth)
                && BookWatch.Depths.Contains(depth)))
            return true;
        refusal = new Refusal("invalid_depth", $"A depth is one of {string.Join(' ', BookWatch.Depths)} levels a side.")
        {
            Field = "depth",
        };
        return false;
    }

    // A text may hold half a surrogate pair, which JSON can spell and .NET refuses to read.
    internal static bool TryGetText(JsonElement element, out string text)
    {
        try
        {
            text = element.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }
}
