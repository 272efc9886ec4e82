using System.Net;
using System.Text;

namespace Bourse.Tests.Gateway;

public class FuzzTests
{
    private const int RequestsPerSeed = 600;

    private static readonly string[] Paths =
        ["trades", "quotes", "bars", "stats", "book", "snapshot", "indicators", "volume-profile", "nothing"];

    private static readonly string[] Symbols =
        ["BHP", "ASX:BHP", "FAKE-USD", "", "%2F", "..", ":", "ASX:", ":BHP", "%F0%9F%98%80", "BHP%2fX", "%ff%fe"];

    private static readonly string[] Names =
        ["start_time", "end_time", "limit", "cursor", "order", "venue", "interval", "depth", "at", "q", "name", "period",
        "rows", "step", "", "limit[]", "%00"];

    private static readonly string[] Values =
    [
        "", "0", "1", "-1", "10000", "10001", "9223372036854775807", "-9223372036854775808", "99999999999999999999", "1e3",
        "asc", "desc", "rsi", "vwap", "0.01", "ASX", "1m", "1d", "2014-03-10", "9999-12-31T23:59:59.999999999Z", "0001-01-01", "2014-03-10T10:00:00+11:00",
        "null", "NaN", "%", "%zz", "%00", "%F0%9F%98%80", "'\"<>", "AQAAAAAAAAAqAAAAAAAAAADkC1QCAAAABwAAAAAAAABJlO3MZqzh5Q",
    ];

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public async Task Whatever_is_asked_is_answered_or_refused_with_a_reason(int seed)
    {
        var random = new Random(seed);
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        for (var i = 0; i < RequestsPerSeed; i++)
        {
            var path = Make(random);
            using var response = await gateway.GetAsync(path);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var isExpected = response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound;
            Assert.True(isExpected, $"seed {seed}: {path}: {(int)response.StatusCode} {text}");

            // Kestrel itself refuses what is not HTTP, before anything of ours sees it, and without a body.
            if (text.Length > 0)
                Assert.NotNull(System.Text.Json.Nodes.JsonNode.Parse(text));
        }
    }

    private static string Make(Random random)
    {
        var path = new StringBuilder(random.Next(8) switch
        {
            0 => "/api/v1/stocks/search",
            1 => "/api/v1/market/summary",
            _ => $"/api/v1/stocks/{Any(random, Symbols)}/{Any(random, Paths)}",
        });
        for (var parameter = random.Next(4); parameter > 0; parameter--)
        {
            path.Append(path.ToString().Contains('?') ? '&' : '?').Append(Any(random, Names));
            if (random.Next(10) > 0)
                path.Append('=').Append(random.Next(5) == 0 ? Noise(random) : Any(random, Values));
        }

        return path.ToString();
    }

    private static string Noise(Random random) => Uri.EscapeDataString(
        new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => (char)random.Next(1, 0xD800))]));

    private static string Any(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
