using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Bourse.EndToEnd;

/// <summary>Makes bad requests of good ones, the same ones for the same seed.</summary>
internal sealed class RequestSpoiler(Random random, IReadOnlyList<ValidRequest> valid)
{
    private static readonly string[] Values =
    [
        "", "0", "-1", "1e400", "99999999999999999999999999", "0.000000001", "null", "NaN", "true", "[]", "{}", "%", "%zz", "%00",
        "%F0%9F%98%80", "%ff%fe", "'\"<>", "..", "../..", "9223372036854775807", "-9223372036854775808", "0001-01-01",
        "9999-12-31T23:59:59.999999999Z", "a,b,c", "operator", "TULIP", "BOURSE:", ":", "\u202e", "bk_0000000000000000.x",
    ];

    private static readonly string[] Json =
    [
        "null", "0", "-1", "1e400", "1e-400", "-0", "99999999999999999999999999", "0.000000001", "true", "\"\"", "[]", "{}", "[[[[[]]]]]",
        "\"\\ud800\"", "\"\\u0000\"", "\"null\"", "\"1e5\"", "\"0x10\"", "\"9223372036854775807\"", "\"92233720368547758.07\"",
        "\"-1\"", "{\"a\":{\"b\":{}}}", "nul", "tru", "+1", "01", ".5", "1.", "'x'", "\"\t\"", "",
    ];

    private static readonly string[] Headers =
    [
        "Accept: text/csv", "Accept: ;;;", "Content-Type: text/plain", "Content-Type: application/json; charset=utf-7",
        "Content-Type: ;", "Idempotency-Key: \u00ff", "X-Correlation-ID: <script>", "Authorization: Bearer a.b.c",
        "Authorization: Bearer", "Authorization: Basic Og==", "X-API-Key: bk_0000000000000000.AAAA", "X-API-Key: .", "X-API-Key:",
        "traceparent: 00-0-0-01", "traceparent: ff-00000000000000000000000000000000-0000000000000000-ff", "Content-Encoding: gzip",
        "Range: bytes=-1", "If-Match: *", "Expect: 200-nothing", "Transfer-Encoding: gzip", "Host: \u0001", "Host: a b", "Origin: null",
        "Upgrade: websocket", "Connection: Upgrade", "Cookie: ;=;=", "X-Forwarded-For: ::::", "Content-Length: 5", "Last-Event-ID: -1",
    ];

    private static readonly string[] Methods =
        ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "BREW", "get", "", "G E T"];

    private static readonly string[] Names = ["limit", "cursor", "account", "from", "symbol", "x", "", "limit[]", "%00", "status"];

    /// <summary>A bad request, and whether its end is where it says, so that another can follow on the connection.</summary>
    public (byte[] Bytes, bool IsFramed) Next()
    {
        var request = valid[random.Next(valid.Count)];
        var (method, path, query, headers) = (request.Method, request.Path, request.Query, "");
        var body = Encoding.UTF8.GetBytes(request.Body);
        var isFramed = true;
        for (var faults = 1 + random.Next(3); faults > 0; faults--)
            switch (random.Next(20))
            {
                case < 10 when body.Length > 0:
                    body = Spoil(body);
                    break;
                case < 13:
                    query = SpoilQuery(query);
                    break;
                case < 16:
                    path = SpoilPath(path);
                    break;
                case 16:
                    headers += Any(Headers) + "\r\n";
                    isFramed = false;
                    break;
                case 17:
                    (method, isFramed) = (Any(Methods), false);
                    break;
                case 18:
                    headers += $"X-Long: {new string('x', random.Next(20_000))}\r\n";
                    isFramed = false;
                    break;
                default:
                    return (SpoilBytes(Write(method, path, query, headers, body)), false);
            }

        return (Write(method, path, query, headers, body), isFramed);
    }

    private byte[] Write(string method, string path, string query, string headers, byte[] body)
    {
        var head = new StringBuilder(method).Append(' ').Append(path);
        if (query.Length > 0)
            head.Append('?').Append(query);
        head.Append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n").Append(headers);
        if (body.Length == 0)
            return Encoding.UTF8.GetBytes(head.Append("\r\n").ToString());
        head.Append("Content-Type: application/json\r\n");
        if (random.Next(8) > 0)
            return [.. Encoding.UTF8.GetBytes($"{head}Content-Length: {body.Length}\r\n\r\n"), .. body];
        var half = body.Length / 2;
        return
        [
            .. Encoding.UTF8.GetBytes($"{head}Transfer-Encoding: chunked\r\n\r\n{half:x}\r\n"), .. body[..half],
            .. Encoding.UTF8.GetBytes($"\r\n{body.Length - half:x}\r\n"), .. body[half..], .. "\r\n0\r\n\r\n"u8,
        ];
    }

    private byte[] Spoil(byte[] body) => random.Next(8) switch
    {
        0 => body[..random.Next(body.Length)],
        1 => [.. body, .. body],
        2 => SpoilBytes(body),
        3 => [.. "{\"x\":"u8, .. Enumerable.Repeat((byte)'[', random.Next(3_000)), .. body],
        4 => [.. Encoding.UTF8.GetBytes(new string(' ', random.Next(20_000))), .. body],
        _ => SpoilField(body),
    };

    // One field's value becomes another's, is left out, or comes twice; the text may be JSON no more.
    private byte[] SpoilField(byte[] body)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject { Count: > 0 } fields)
                return SpoilBytes(body);
            var spoiled = fields.ElementAt(random.Next(fields.Count)).Key;
            var written = fields.Select(field => field.Key != spoiled ? Pair(field.Key, field.Value?.ToJsonString() ?? "null")
                : random.Next(8) switch
                {
                    0 => "",
                    1 => Pair(field.Key, "1") + "," + Pair(field.Key, "2"),
                    2 => Pair(field.Key, $"\"{new string('y', random.Next(20_000))}\""),
                    3 => Pair(field.Key + "x", "1"),
                    _ => Pair(field.Key, Any(Json)),
                });
            return Encoding.UTF8.GetBytes("{" + string.Join(',', written.Where(pair => pair.Length > 0)) + "}");
        }
        catch (Exception broken) when (broken is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            return SpoilBytes(body);
        }

        static string Pair(string name, string value) => $"\"{name}\":{value}";
    }

    private byte[] SpoilBytes(byte[] bytes)
    {
        var spoiled = bytes.ToList();
        for (var i = 1 + random.Next(4); i > 0; i--)
        {
            var at = random.Next(spoiled.Count);
            if (random.Next(3) == 0)
                spoiled.Insert(at, (byte)random.Next(256));
            else if (random.Next(2) == 0 && spoiled.Count > 1)
                spoiled.RemoveAt(at);
            else
                spoiled[at] = (byte)random.Next(256);
        }

        return [.. spoiled];
    }

    private string SpoilQuery(string query)
    {
        var parts = query.Split('&', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (parts.Count > 0 && random.Next(3) > 0)
        {
            var at = random.Next(parts.Count);
            parts[at] = parts[at].Split('=')[0] + "=" + Any(Values);
        }
        else
        {
            parts.Add($"{Any(Names)}={Any(Values)}");
        }

        return string.Join('&', parts).Replace(' ', '+');
    }

    private string SpoilPath(string path)
    {
        var parts = path.Split('/');
        var value = random.Next(4) == 0 ? random.NextInt64().ToString(CultureInfo.InvariantCulture) : Any(Values);
        parts[random.Next(1, parts.Length)] = value.Replace(' ', '_');
        return string.Join('/', parts);
    }

    private string Any(string[] choices) => choices[random.Next(choices.Length)];
}
