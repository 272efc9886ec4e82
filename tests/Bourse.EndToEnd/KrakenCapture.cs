using System.Globalization;
using System.IO.Compression;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Bourse.EndToEnd;

/// <summary>Records what a venue that speaks Kraken's protocol sends, in the form of samples/recordings/README.md.</summary>
internal static class KrakenCapture
{
    /// <summary>Follows every pair to the end; returns how many messages of each channel it wrote, their parts counted.</summary>
    public static async Task<Dictionary<string, int>> WriteAsync(string address, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "KRAKEN"));
        using var venue = new ClientWebSocket();
        await venue.ConnectAsync(new Uri(address), TestContext.Current.CancellationToken);
        await using var lines = new StreamWriter(new GZipStream(
            File.Create(Path.Combine(folder, "KRAKEN", "hour.jsonl.gz")), CompressionLevel.Fastest));
        await WriteAsync(lines, "connect", ("addr", address));
        await AskAsync(venue, lines, """{"method":"subscribe","params":{"channel":"instrument"}}""");
        var counts = new Dictionary<string, int>();
        while (await ReceiveAsync(venue) is { } message)
        {
            await WriteAsync(lines, "recv", ("data", message));
            using var json = JsonDocument.Parse(message);
            if (!json.RootElement.TryGetProperty("channel", out var channel))
                continue;
            var data = json.RootElement.TryGetProperty("data", out var parts) ? parts : default;
            if (channel.GetString() == "instrument")
                await FollowAsync(venue, lines, data);
            else if (data.ValueKind == JsonValueKind.Array)
                counts[channel.GetString()!] = counts.GetValueOrDefault(channel.GetString()!) + data.GetArrayLength();
        }

        return counts;
    }

    private static async Task FollowAsync(ClientWebSocket venue, StreamWriter lines, JsonElement instruments)
    {
        var pairs = instruments.GetProperty("pairs").EnumerateArray().Select(pair => $"\"{pair.GetProperty("symbol")}\"");
        var symbols = string.Join(',', pairs);
        foreach (var channel in new[] { "book\",\"depth\":10", "ticker\",\"event_trigger\":\"bbo\"", "trade\"" })
            await AskAsync(
                venue, lines, $$$"""{"method":"subscribe","params":{"symbol":[{{{symbols}}}],"channel":"{{{channel}}}}}""");
    }

    private static async Task AskAsync(ClientWebSocket venue, StreamWriter lines, string request)
    {
        await WriteAsync(lines, "send", ("data", request));
        await venue.SendAsync(
            Encoding.UTF8.GetBytes(request), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
    }

    private static async Task<string?> ReceiveAsync(ClientWebSocket venue)
    {
        using var message = new MemoryStream();
        var buffer = new byte[1 << 14];
        while (true)
        {
            var part = await venue.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
        }
    }

    private static Task WriteAsync(StreamWriter lines, string what, (string Name, string Value) of)
    {
        var seconds = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalSeconds
            .ToString("F6", CultureInfo.InvariantCulture);
        return lines.WriteLineAsync(
            $$"""{"t":"{{what}}","conn":"KRAKEN.ws.1","ts":{{seconds}},"{{of.Name}}":{{JsonSerializer.Serialize(of.Value)}}}""");
    }
}
