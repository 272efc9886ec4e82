using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Bourse.FeedPeer;

/// <summary>Reads the recordings of samples/recordings: what was received, merged by time over several files.</summary>
internal static class PlainRecording
{
    public static List<PlainMessage> Read(IEnumerable<string> files) =>
        [.. files.SelectMany(ReadFile).OrderBy(message => message.Time)];

    private static IEnumerable<PlainMessage> ReadFile(string path)
    {
        using var file = File.OpenRead(path);
        using var bytes = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : (Stream)file;
        using var lines = new StreamReader(bytes, Encoding.UTF8);
        while (lines.ReadLine() is { } line)
            if (line.Length > 0 && (line[0] == '{' ? OfJson(line) : OfText(line)) is { } message)
                yield return message;
    }

    private static PlainMessage? OfJson(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("t").GetString() == "recv"
            ? Message(json.RootElement.GetProperty("ts").GetRawText(), "", json.RootElement.GetProperty("data").GetString()!)
            : null;
    }

    private static PlainMessage? OfText(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var asked = line.IndexOf(" -> ", StringComparison.Ordinal);
        if (line.StartsWith("configuration", StringComparison.Ordinal) || colon < 0)
            return null;
        if (asked > 0 && asked < colon)
            return Message(line[(asked + 4)..colon], line[..asked], line[(colon + 2)..]);
        return char.IsAsciiDigit(line[0]) ? Message(line[..colon], "", line[(colon + 2)..]) : null;
    }

    private static PlainMessage Message(string time, string address, string text) =>
        new(decimal.Parse(time, CultureInfo.InvariantCulture), address, Encoding.UTF8.GetBytes(text));
}
