using System.Text.Json;

namespace Bourse.Feeds.Playback;

/// <summary>What a client of Coinbase Exchange's feed asks: channels of products.</summary>
internal sealed record CoinbaseRequest(string Type, IReadOnlyList<(string Channel, string Product)> Asked)
{
    /// <summary>Reads a request; null when it is not JSON of one.</summary>
    public static CoinbaseRequest? Read(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using var json = JsonDocument.Parse(frame);
            return Read(json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    // {"type":"subscribe","product_ids":["BTC-USD"],"channels":["matches",{"name":"level2","product_ids":["ETH-USD"]}]}
    private static CoinbaseRequest Read(JsonElement root)
    {
        var products = Products(root);
        var asked = new List<(string, string)>();
        if (root.TryGetProperty("channels", out var channels))
            foreach (var channel in channels.EnumerateArray())
            {
                var isName = channel.ValueKind == JsonValueKind.String;
                var name = (isName ? channel : channel.GetProperty("name")).GetString() ?? "";
                var own = isName ? [] : Products(channel);
                foreach (var product in own.Count > 0 ? own : products)
                    asked.Add((name, product));
            }

        return new CoinbaseRequest(root.GetProperty("type").GetString() ?? "", asked);
    }

    private static List<string> Products(JsonElement parent) => parent.TryGetProperty("product_ids", out var list)
        ? [.. list.EnumerateArray().Select(product => product.GetString() ?? "")]
        : [];
}
