using Bourse.Gateway.Watching;
using Bourse.Records;

namespace Bourse.Tests.Watching;

public class AlertCrudTests
{
    private const string Path = "/v1/alerts";
    private const string Above = """{"symbol":"ASX:BHP","kind":"price_above","threshold":"40.5"}""";

    [Fact]
    public async Task An_alert_is_made_read_changed_and_deleted()
    {
        await using var server = await WatchingServer.StartAsync();
        var made = await server.AskAsync("ann", "POST", Path, Above, 201);
        Assert.Equal(
            """
            {"id":1,"user":"ann","symbol":"ASX:BHP","known":true,"kind":"price_above","threshold":40.5,
            "window_seconds":null,"hysteresis":0,"repeat":false,"webhook":null,"enabled":true,"fired":false,
            "since_sequence":0,"created":"TIME"}
            """.Replace("\n", "", StringComparison.Ordinal).Replace("TIME", (string?)made["created"], StringComparison.Ordinal),
            made.ToJsonString());
        var one = $"{Path}/{made["id"]}";
        Assert.Equal(made.ToJsonString(), (await server.AskAsync("ann", "GET", one)).ToJsonString());
        var changed = await server.AskAsync("ann", "PATCH", one, """{"threshold":41,"repeat":true,"enabled":false}""");
        Assert.Equal((41m, 0.1m), ((decimal?)changed["threshold"], (decimal?)changed["hysteresis"]));
        Assert.False((bool?)changed["enabled"]);
        await server.AskAsync("ann", "DELETE", one);
        Assert.Equal("unknown", await server.CodeAsync("ann", "GET", one, null, 404));
    }

    [Fact]
    public async Task A_changed_alert_is_as_if_it_were_new()
    {
        await using var server = await WatchingServer.StartAsync();
        await server.AddAsync(new Alert
        {
            Id = 5, User = "ann", Symbol = "ASX:BHP", Kind = AlertKind.PriceAbove, Threshold = 1, HasFired = true, Version = 2,
        });
        Assert.True((bool?)(await server.AskAsync("ann", "GET", $"{Path}/5"))["fired"]);
        Assert.False((bool?)(await server.AskAsync("ann", "PATCH", $"{Path}/5", "{}"))["fired"]);
        await using var context = server.Records.Open();
        Assert.Equal(3, context.Alerts.Single().Version);
    }

    [Fact]
    public async Task What_is_somebody_elses_is_not_there()
    {
        await using var server = await WatchingServer.StartAsync();
        await server.AskAsync("ann", "POST", Path, Above, 201);
        foreach (var (method, path, body) in new[]
        {
            ("GET", "/1", null), ("PATCH", "/1", """{"enabled":false}"""), ("DELETE", "/1", null), ("GET", "/1/history", null),
            ("GET", "?user=ann", null), ("POST", "?user=ann", Above), ("GET", "/history?user=ann", null),
            ("POST", "/secret?user=ann", null),
        })
            Assert.Equal("unknown", await server.CodeAsync("bob", method, Path + path, body, 404));
        Assert.Empty((await server.AskAsync("bob", "GET", Path))["alerts"]!.AsArray());
        Assert.True((bool?)(await server.AskAsync("eve", "GET", $"{Path}/1"))["enabled"]);
    }

    [Theory]
    [InlineData("""{"kind":"price_above","threshold":1}""", "symbol")]
    [InlineData("""{"symbol":"BHP","kind":"price_above","threshold":1}""", "symbol")]
    [InlineData("""{"symbol":"NOPE","kind":"price_above","threshold":1}""", "symbol")]
    [InlineData("""{"symbol":"asx:bhp","kind":"price_above","threshold":1}""", "symbol")]
    [InlineData("""{"symbol":"ASX:BHP","threshold":1}""", "kind")]
    [InlineData("""{"symbol":"ASX:BHP","kind":"up","threshold":1}""", "kind")]
    [InlineData("""{"symbol":"ASX:BHP","kind":"price_above"}""", "threshold")]
    [InlineData("""{"symbol":"ASX:BHP","kind":"price_above","threshold":"x"}""", "threshold")]
    [InlineData("""{"symbol":"ASX:BHP","kind":"price_above","threshold":91000000000}""", "threshold")]
    [InlineData("""{"symbol":"ASX:BHP","kind":"spread_above","threshold":0}""", "threshold")]
    [InlineData("""{"symbol":"ASX:BHP","kind":"percent_up","threshold":5}""", "window_seconds")]
    [InlineData("""{"symbol":"ASX:BHP","kind":"percent_up","threshold":5,"window_seconds":86401}""", "window_seconds")]
    [InlineData("""{"symbol":"ASX:BHP","kind":"price_above","threshold":5,"window_seconds":60}""", "window_seconds")]
    [InlineData("""{"symbol":"ASX:BHP","kind":"price_above","threshold":5,"hysteresis":101}""", "hysteresis")]
    [InlineData("""{"symbol":"ASX:BHP","kind":"price_above","threshold":5,"hysteresis":-1}""", "hysteresis")]
    [InlineData("""{"symbol":"ASX:BHP","kind":"price_above","threshold":5,"repeat":true,"hysteresis":0}""", "hysteresis")]
    [InlineData("""{"symbol":"ASX:BHP","kind":"price_above","threshold":5,"repeat":1}""", "repeat")]
    [InlineData("""{"symbol":"ASX:BHP","kind":"price_above","threshold":5,"fired":true}""", "fired")]
    public async Task A_body_that_cannot_be_used_is_refused_with_the_field(string body, string field)
    {
        await using var server = await WatchingServer.StartAsync();
        var problem = await server.AskAsync("ann", "POST", Path, body, 400);
        Assert.Equal(("invalid_parameter", field), ((string?)problem["code"], (string?)problem["field"]));
    }

    [Theory]
    [InlineData("FAKE-USD", "KRAKEN:FAKE-USD", true)]
    [InlineData("NYSE:IBM", "NYSE:IBM", false)]
    public async Task A_symbol_becomes_the_one_instrument_that_it_names(string symbol, string key, bool isKnown)
    {
        await using var server = await WatchingServer.StartAsync();
        var body = Above.Replace("ASX:BHP", symbol, StringComparison.Ordinal);
        var made = await server.AskAsync("ann", "POST", Path, body, 201);
        Assert.Equal((key, isKnown), ((string?)made["symbol"], (bool?)made["known"]));
    }

    [Fact]
    public async Task There_are_limits_for_each_user_and_for_all()
    {
        await using var server = await WatchingServer.StartAsync(new AlertOptions { AlertsPerUserMax = 1, AlertsMax = 2 });
        await server.AskAsync("ann", "POST", Path, Above, 201);
        Assert.Equal("too_many", await server.CodeAsync("ann", "POST", Path, Above, 422));
        await server.AskAsync("bob", "POST", Path, Above, 201);
        Assert.Equal("too_many", await server.CodeAsync("eve", "POST", Path, Above, 422));
    }

    [Theory]
    [InlineData("https://hooks.example.com/bourse", true)]
    [InlineData("https://hooks.example.com/bourse/a?b=c", true)]
    [InlineData("https://HOOKS.example.com:443/bourse/../bourse/a", true)]
    [InlineData("https://hooks.example.com/bourses", false)]
    [InlineData("https://hooks.example.com/bourse/../other", false)]
    [InlineData("https://hooks.example.com/bourse/%2e%2e/other", false)]
    [InlineData("http://hooks.example.com/bourse", false)]
    [InlineData("https://hooks.example.com:8443/bourse", false)]
    [InlineData("https://hooks.example.com.evil.test/bourse", false)]
    [InlineData("https://hooks.example.com@evil.test/bourse", false)]
    [InlineData("https://user:secret@hooks.example.com/bourse", false)]
    [InlineData("http://169.254.169.254/latest", false)]
    [InlineData("http://127.0.0.1:9000/x", true)]
    [InlineData("http://127.0.0.1:9001/x", false)]
    [InlineData("http://localhost:9000/x", false)]
    [InlineData("file:///etc/passwd", false)]
    public async Task A_webhook_is_taken_only_where_the_settings_allow_it(string webhook, bool isTaken)
    {
        await using var server = await WatchingServer.StartAsync(new AlertOptions
        {
            Webhooks = new() { Allowed = ["https://hooks.example.com/bourse", "http://127.0.0.1:9000"] },
        });
        var body = Above.Replace("}", $$""","webhook":"{{webhook}}"}""", StringComparison.Ordinal);
        if (!isTaken)
        {
            Assert.Equal("webhook_not_allowed", await server.CodeAsync("ann", "POST", Path, body, 422));
            return;
        }

        await server.AskAsync("ann", "POST", Path, body, 201);
        var without = await server.AskAsync("ann", "PATCH", $"{Path}/1", """{"webhook":null}""");
        Assert.Null(without["webhook"]);
    }

    [Fact]
    public async Task Without_a_setting_no_webhook_is_taken()
    {
        await using var server = await WatchingServer.StartAsync();
        var body = Above.Replace("}", ""","webhook":"https://example.com/"}""", StringComparison.Ordinal);
        Assert.Equal("webhook_not_allowed", await server.CodeAsync("ann", "POST", Path, body, 422));
    }

    [Fact]
    public async Task History_comes_page_by_page_the_newest_first_and_only_to_its_user()
    {
        await using var server = await WatchingServer.StartAsync();
        await server.AskAsync("ann", "POST", Path, Above, 201);
        await server.AddAsync([.. Enumerable.Range(1, 5).Select(i => new AlertFiring
        {
            AlertId = i % 2, User = "ann", Symbol = "ASX:BHP", Kind = AlertKind.PriceAbove, TapeSequence = i, Value = i,
        })]);
        var first = await server.AskAsync("ann", "GET", $"{Path}/history?limit=3");
        Assert.Equal([5L, 4L, 3L], first["firings"]!.AsArray().Select(firing => (long)firing!["id"]!));
        var rest = await server.AskAsync("ann", "GET", $"{Path}/history?limit=3&cursor={first["next_cursor"]}");
        Assert.Equal([2L, 1L], rest["firings"]!.AsArray().Select(firing => (long)firing!["id"]!));
        Assert.Null(rest["next_cursor"]);
        var ofOne = await server.AskAsync("ann", "GET", $"{Path}/1/history");
        Assert.Equal([5L, 3L, 1L], ofOne["firings"]!.AsArray().Select(firing => (long)firing!["id"]!));
        Assert.Empty((await server.AskAsync("bob", "GET", $"{Path}/history"))["firings"]!.AsArray());
        await server.AskAsync("ann", "DELETE", $"{Path}/1");
        Assert.Equal(3, (await server.AskAsync("ann", "GET", $"{Path}/1/history"))["firings"]!.AsArray().Count);
        Assert.Equal("unknown", await server.CodeAsync("bob", "GET", $"{Path}/1/history", null, 404));
    }

    [Fact]
    public async Task Each_user_has_a_secret_of_its_own_that_stays()
    {
        await using var server = await WatchingServer.StartAsync();
        var ann = (string?)(await server.AskAsync("ann", "POST", $"{Path}/secret"))["secret"];
        var bob = (string?)(await server.AskAsync("bob", "POST", $"{Path}/secret"))["secret"];
        Assert.StartsWith("whsec_", ann, StringComparison.Ordinal);
        Assert.NotEqual(ann, bob);
        Assert.Equal(ann, (string?)(await server.AskAsync("eve", "POST", $"{Path}/secret?user=ann"))["secret"]);
    }

    [Fact]
    public async Task Every_answer_is_as_it_is_described()
    {
        await using var server = await WatchingServer.StartAsync();
        await server.AskAsync("ann", "POST", Path, Above, 201);
        await server.AskAsync("ann", "POST", "/v1/watchlists", """{"name":"x","symbols":["BHP"]}""", 201);
        await server.AddAsync(
            new AlertFiring
            {
                AlertId = 1, User = "ann", Symbol = "KRAKEN:FAKE-USD", Kind = AlertKind.PriceAbove, TapeSequence = 1,
                Webhook = "https://example.com", WebhookState = WebhookState.Waiting, NextAttempt = 1, Attempts = 1, Fault = "x",
            },
            new AlertFiring
            {
                AlertId = 1, User = "ann", Symbol = "ASX:BHP", Kind = AlertKind.PercentUp, TapeSequence = 2,
            });
        var description = await server.AskAsync("eve", "GET", "/openapi/v1.json");
        var reader = new Gateway.SchemaReader(description);
        foreach (var (path, asked, method) in new[]
        {
            ("/v1/watchlists", "/v1/watchlists", "get"), ("/v1/watchlists/{id}", "/v1/watchlists/1", "get"),
            ("/v1/watchlists/{id}", "/v1/watchlists/1", "delete"),
            ("/v1/alerts", "/v1/alerts", "get"), ("/v1/alerts/{id}", "/v1/alerts/1", "get"),
            ("/v1/alerts/history", "/v1/alerts/history", "get"), ("/v1/alerts/secret", "/v1/alerts/secret", "post"),
        })
        {
            var schema = description["paths"]![path]![method]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
            reader.Check(schema, await server.AskAsync("ann", method.ToUpperInvariant(), asked), path);
        }

        Assert.Equal(["Firing.bots"], reader.Unseen());
    }
}
