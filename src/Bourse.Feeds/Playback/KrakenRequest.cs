using System.Text.Json;

namespace Bourse.Feeds.Playback;

/// <summary>What a client of Kraken's WebSocket v2 asks.</summary>
internal sealed record KrakenRequest(string Method, string Channel, IReadOnlyList<string> Symbols)
{
    public const int DepthUsual = 10;

    public int Depth { get; init; } = DepthUsual;

    /// <summary>The client wants to begin with what is known.</summary>
    public bool WantsSnapshot { get; init; } = true;

    /// <summary>A ticker for every change of the best prices, not only for trades.</summary>
    public bool OnBestPrices { get; init; }

    public long? Number { get; init; }

    /// <summary>Reads a request; null when it is not one.</summary>
    public static KrakenRequest? Read(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using var json = JsonDocument.Parse(frame);
            return Read(json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static KrakenRequest? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("method", out var method))
            return null;
        var isAsking = root.TryGetProperty("params", out var asked);
        return new KrakenRequest(method.GetString() ?? "", isAsking ? Text(asked, "channel") : "", SymbolsOf(asked))
        {
            Depth = isAsking && asked.TryGetProperty("depth", out var depth) ? depth.GetInt32() : DepthUsual,
            WantsSnapshot = !isAsking || !asked.TryGetProperty("snapshot", out var snapshot) || snapshot.GetBoolean(),
            OnBestPrices = isAsking && Text(asked, "event_trigger") == "bbo",
            Number = root.TryGetProperty("req_id", out var number) ? number.GetInt64() : null,
        };
    }

    private static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    private static List<string> SymbolsOf(JsonElement asked) =>
        asked.ValueKind == JsonValueKind.Object && asked.TryGetProperty("symbol", out var list)
            ? [.. list.EnumerateArray().Select(symbol => symbol.GetString() ?? "")]
            : [];
}
