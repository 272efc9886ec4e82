using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Bourse.Market;

namespace Bourse.Feeds.Capture;

/// <summary>
/// Reads recordings of venues' traffic, gzip or not: our own captures (JSON lines), and the older text form of the
/// recordings that come with the program.
/// </summary>
public static class Recording
{
    private static readonly byte[] Empty = [];

    /// <summary>Every entry in the order of the file, read as they are asked for.</summary>
    /// <exception cref="FeedException">A line is not of a recording; the message names file and line.</exception>
    public static IEnumerable<RecordingEntry> Read(string path)
    {
        // A capture that is still written is read as far as it goes.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : (Stream)file;
        using var lines = new StreamReader(bytes, Encoding.UTF8);
        var connection = "";
        for (var number = 1; Next(lines, path, number) is { } line; number++)
        {
            if (line.Length == 0 || line.StartsWith("configuration:", StringComparison.Ordinal))
                continue;
            var entry = Parse(line, connection) ?? throw new FeedException($"{path}, line {number}: not a recording's line");
            if (entry.Kind == RecordingEntryKind.Connect)
                connection = entry.Connection;
            if (entry.Connection != HeaderConnection)
                yield return entry;
        }
    }

    private const string HeaderConnection = "(header)";

    private static string? Next(StreamReader lines, string path, int number)
    {
        try
        {
            return lines.ReadLine();
        }
        catch (InvalidDataException fault)
        {
            throw new FeedException($"{path}, line {number}: the file ends within it, or is damaged", fault);
        }
    }

    private static RecordingEntry? Parse(string line, string connection)
    {
        try
        {
            return line[0] == '{' ? ParseJson(line) : ParseText(line, connection);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or KeyNotFoundException
            or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }

    // {"t":"recv","conn":"KRAKEN.ws.1","ts":1690730944.5,"data":"…"}; a binary frame has "data64" instead of "data".
    private static RecordingEntry? ParseJson(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var kind = root.GetProperty("t").GetString();
        if (kind == "header")
            return new RecordingEntry(default, HeaderConnection, default, "", Empty);
        var isBinary = root.TryGetProperty("data64", out var data64);
        var data = isBinary ? data64.GetBytesFromBase64()
            : root.TryGetProperty("data", out var text) ? Encoding.UTF8.GetBytes(text.GetString()!)
            : Empty;
        var address = root.TryGetProperty("addr", out var addr) || root.TryGetProperty("url", out addr)
            ? addr.GetString()!
            : "";
        return KindOf(kind) is { } known
            ? new RecordingEntry(
                known, root.GetProperty("conn").GetString()!, Time(root.GetProperty("ts").GetRawText()), address, data, isBinary)
            : null;
    }

    private static RecordingEntryKind? KindOf(string? name) => name switch
    {
        "http" => RecordingEntryKind.Http,
        "connect" => RecordingEntryKind.Connect,
        "send" => RecordingEntryKind.Send,
        "recv" => RecordingEntryKind.Receive,
        "lost" => RecordingEntryKind.Lost,
        _ => null,
    };

    // "<url> <-> <ts>" opened, "<url> <- <ts>: <frame>" sent, "<url> -> <ts>: <body>" asked, "<ts>: <frame>" received.
    private static RecordingEntry? ParseText(string line, string connection)
    {
        var first = line.IndexOf(' ', StringComparison.Ordinal);
        if (first < 0)
            return null;
        if (line[first - 1] == ':')
            return Entry(RecordingEntryKind.Receive, connection, line[..(first - 1)], "", line[(first + 1)..]);
        var address = line[..first];
        var arrow = line.IndexOf(' ', first + 1);
        if (line[(first + 1)..arrow] == "<->")
            return Entry(RecordingEntryKind.Connect, address, line[(arrow + 1)..], address, "");
        var colon = line.IndexOf(": ", arrow, StringComparison.Ordinal);
        return line[(first + 1)..arrow] switch
        {
            "<-" => Entry(RecordingEntryKind.Send, connection, line[(arrow + 1)..colon], address, line[(colon + 2)..]),
            "->" => Entry(RecordingEntryKind.Http, connection, line[(arrow + 1)..colon], address, line[(colon + 2)..]),
            _ => null,
        };
    }

    private static RecordingEntry Entry(
        RecordingEntryKind kind, string connection, string time, string address, string data) =>
        new(kind, connection, Time(time), address, data.Length == 0 ? Empty : Encoding.UTF8.GetBytes(data));

    // Seconds since 1970 with up to nine decimals.
    private static Timestamp Time(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var seconds = long.Parse(point < 0 ? text : text[..point], NumberStyles.None, CultureInfo.InvariantCulture);
        var decimals = point < 0 ? "" : text[(point + 1)..];
        var nanoseconds = decimals.Length <= 9
            ? long.Parse(decimals.PadRight(9, '0'), NumberStyles.None, CultureInfo.InvariantCulture)
            : throw new FormatException("a time has at most nine decimals");
        return new Timestamp(checked((seconds * Timestamp.PerSecond) + nanoseconds));
    }
}
