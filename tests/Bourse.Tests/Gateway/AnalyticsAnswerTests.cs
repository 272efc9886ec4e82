using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Bourse.Tests.Gateway;

public class AnalyticsAnswerTests
{
    [Fact]
    public Task An_indicator_has_a_row_for_each_bar() => Answers("BHP/indicators?name=sma&period=2&venue=ASX", """
        {"symbol":"BHP","interval":"1m","indicator":"sma","period":2,"values":[
        {"time":"2014-03-10T00:00:00Z","sma":null,"exchange":"ASX"},
        {"time":"2014-03-11T00:00:00Z","sma":36.5,"exchange":"ASX"},
        {"time":"2014-03-11T00:01:00Z","sma":37,"exchange":"ASX"}
        ],"next_cursor":null,"complete_from":null}
        """);

    [Fact]
    public Task The_first_row_of_a_range_knows_the_bars_before_it() => Answers(
        "ASX:BHP/indicators?name=bollinger&period=2&start_time=2014-03-11T00:01:00Z", """
        {"symbol":"ASX:BHP","interval":"1m","indicator":"bollinger","period":2,"values":[
        {"time":"2014-03-11T00:01:00Z","middle":37,"upper":39,"lower":35,"exchange":"ASX"}
        ],"next_cursor":null,"complete_from":null}
        """);

    [Fact]
    public Task The_mean_price_by_volume_takes_no_period() => Answers("FAKE-USD/indicators?name=vwap&interval=1h&order=desc", """
        {"symbol":"FAKE-USD","interval":"1h","indicator":"vwap","period":null,"values":[
        {"time":"2014-03-12T00:00:00Z","vwap":9,"exchange":"KRAKEN","synthetic":true},
        {"time":"2014-03-11T00:00:00Z","vwap":10,"exchange":"KRAKEN","synthetic":true}
        ],"next_cursor":null,"complete_from":null}
        """);

    [Theory]
    [InlineData("limit=10")]
    [InlineData("limit=2")]
    [InlineData("limit=3&order=desc")]
    [InlineData("interval=1d&limit=2")]
    [InlineData("start_time=2014-03-11&order=desc&limit=1")]
    public async Task Rows_stand_beside_the_bars_of_the_same_question_page_after_page(string question)
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        var (bars, values) = ("", "");
        while (bars is not null)
        {
            var page = await gateway.JsonAsync($"/api/v1/stocks/BHP/bars?{question}{bars}");
            var figures = await gateway.JsonAsync($"/api/v1/stocks/BHP/indicators?name=sma&period=1&{question}{values}");
            Assert.Equal(
                page["bars"]!.AsArray().Select(bar => ($"{bar!["time"]} {bar["exchange"]}", (decimal?)bar["close"])),
                figures["values"]!.AsArray().Select(row => ($"{row!["time"]} {row["exchange"]}", (decimal?)row["sma"])));
            (bars, values) = (Next(page), Next(figures));
        }

        Assert.Null(values);
    }

    [Fact]
    public Task Quotes_are_the_book_over_a_period_where_a_venue_sends_no_more() => Answers(
        "ASX:BHP/depth-history?columns=3&start_time=2014-03-10T23:59:59Z&end_time=2014-03-11T00:00:02Z&step=0.5", """
        {"symbol":"ASX:BHP","venues":[{"exchange":"ASX","currency":"AUD","step":0.5,"low":35,"rows":7,"columns":[
        {"time":"2014-03-11T00:00:00Z","bid":36,"ask":null,"bids":[[2,500]],"asks":[]},
        {"time":"2014-03-11T00:00:01Z","bid":36,"ask":37,"bids":[[2,500]],"asks":[[4,400]]},
        {"time":"2014-03-11T00:00:02Z","bid":36,"ask":37,"bids":[[2,500]],"asks":[[4,400]]}
        ]}]}
        """);

    [Theory]
    [InlineData("columns=1", "columns")]
    [InlineData("rows=201", "rows")]
    [InlineData("step=0", "step")]
    [InlineData("rows=10&step=1", "step")]
    [InlineData("start_time=2014-03-11&end_time=2014-03-11", "end_time")]
    [InlineData("step=0.00000001&end_time=2014-03-12", "step")]
    public async Task A_history_that_cannot_be_drawn_is_refused(string question, string field)
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        var problem = await gateway.JsonAsync($"/api/v1/stocks/FAKE-USD/depth-history?{question}", HttpStatusCode.BadRequest);
        Assert.Equal(field, (string?)problem["field"]);
    }

    [Fact]
    public async Task A_cursor_of_another_indicator_is_refused()
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        var next = Next(await gateway.JsonAsync("/api/v1/stocks/BHP/indicators?name=ema&limit=1"));
        foreach (var other in new[] { "bars?limit=1", "indicators?name=sma", "indicators?name=ema&period=3" })
            Assert.Equal("invalid_cursor", (string?)(await gateway.JsonAsync(
                $"/api/v1/stocks/BHP/{other}{next}", HttpStatusCode.BadRequest))["code"]);
    }

    [Fact]
    public Task A_profile_is_of_the_day_of_each_venues_latest_trade() => Answers("BHP/volume-profile?step=1", """
        {"symbol":"BHP","venues":[
        {"exchange":"ASX","currency":"AUD","start_time":"2014-03-10T13:00:00Z","end_time":"2014-03-11T13:00:00Z","trades":2,"volume":75,"step":1,"point_of_control":36,"value_area":{"low":36,"high":38},
        "levels":[{"price":36,"volume":50,"bought":50,"sold":0},{"price":37,"volume":0,"bought":0,"sold":0},{"price":38,"volume":25,"bought":25,"sold":0}],"complete_from":null},
        {"exchange":"NYSE","currency":"USD","start_time":"2014-03-10T04:00:00Z","end_time":"2014-03-11T04:00:00Z","trades":1,"volume":7,"step":1,"point_of_control":60,"value_area":{"low":60,"high":60},
        "levels":[{"price":60,"volume":7,"bought":7,"sold":0}],"complete_from":null}]}
        """);

    [Fact]
    public Task A_profile_of_a_range_takes_a_round_step() => Answers(
        "BHP/volume-profile?venue=ASX&rows=2&start_time=2014-03-10&end_time=2014-03-11T00:02:00Z", """
        {"symbol":"BHP","venues":[
        {"exchange":"ASX","currency":"AUD","start_time":"2014-03-10T00:00:00Z","end_time":"2014-03-11T00:02:00Z","trades":3,"volume":175,"step":2,"point_of_control":36,"value_area":{"low":36,"high":36},
        "levels":[{"price":36,"volume":150,"bought":150,"sold":0},{"price":38,"volume":25,"bought":25,"sold":0}],"complete_from":null}]}
        """);

    [Fact]
    public Task A_profile_of_nothing_is_empty() => Answers("NEW/volume-profile", """
        {"symbol":"NEW","venues":[
        {"exchange":"ASX","currency":"AUD","start_time":null,"end_time":null,"trades":0,"volume":0,"step":null,"point_of_control":null,"value_area":{"low":null,"high":null},
        "levels":[],"complete_from":null}]}
        """);

    [Fact]
    public async Task Instruments_are_compared_two_by_two()
    {
        var market = ExampleMarket.Make();
        var other = market.Define(Ticks.TickFeed.Kraken, "OTHER-USD", currency: "USD");
        var fake = market.Store.Instruments.Named("FAKE-USD")[0];
        foreach (var (minute, price) in new long[] { 8, 4, 16, 32 }.Index())
        {
            var time = ExampleMarket.Morning.Nanoseconds + (minute * 60 * ExampleMarket.Second);
            market.Trade(other, time, price, 1);
            market.Trade(fake, time + 1, 1024 / price, 1);
        }

        await using var gateway = await RunningGateway.StartAsync(market);
        const string Question = """
            {"symbols":["OTHER-USD","KRAKEN:FAKE-USD","ASX:BHP"],"interval":"1m","end_time":"2014-03-11T01:00:00Z"}
            """;
        Assert.Equal(
            """
            {"symbols":["KRAKEN:OTHER-USD","KRAKEN:FAKE-USD","ASX:BHP"],"interval":"1m",
            "correlations":[[1,-1,null],[-1,1,null],[null,null,null]],"returns":[[3,3,1],[3,3,1],[1,1,2]]}
            """.ReplaceLineEndings(""),
            (await CorrelateAsync(gateway, Question)).ToJsonString());
    }

    [Theory]
    [InlineData("{}", "symbols", "'symbols' is needed: a list of 2 to 20 symbols.")]
    [InlineData("""{"symbols":["ASX:BHP"]}""", "symbols", "'symbols' is needed: a list of 2 to 20 symbols.")]
    [InlineData("""{"symbols":["ASX:BHP","BHP"]}""", "symbols", "Several venues have it: ASX:BHP, NYSE:BHP.")]
    [InlineData("""{"symbols":["ASX:BHP","ASX:BHP"]}""", "symbols", "An instrument is named twice.")]
    [InlineData("""{"symbols":["ASX:BHP","NEW"],"interval":"2m"}""", "interval", "'interval' must be one of 1s, 1m, 5m, 15m, 1h, 1d.")]
    [InlineData("""{"symbols":["ASX:BHP","NEW"],"start_time":"x"}""", "start_time", "'start_time' must be a time: ISO 8601, or whole nanoseconds since 1970.")]
    [InlineData("""{"symbols":["ASX:BHP","NEW"],"start_time":2,"end_time":1}""", "end_time", "'end_time' lies before 'start_time'.")]
    [InlineData("""{"symbols":["ASX:BHP","NEW"],"intervall":"1m"}""", "intervall", "There is no field of this name here.")]
    public async Task A_comparison_that_cannot_be_made_says_why(string body, string field, string detail)
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        var problem = await CorrelateAsync(gateway, body, HttpStatusCode.BadRequest);
        Assert.Equal((field, detail), ((string?)problem["field"], (string?)problem["detail"]));
    }

    [Fact]
    public async Task A_comparison_is_limited_to_known_symbols_and_few_of_them()
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        var unknown = await CorrelateAsync(gateway, """{"symbols":["ASX:BHP","NOPE"]}""", HttpStatusCode.NotFound);
        Assert.Equal(("unknown_instrument", "symbols"), ((string?)unknown["code"], (string?)unknown["field"]));
        var many = new JsonObject { ["symbols"] = new JsonArray([.. Enumerable.Range(0, 21).Select(i => (JsonNode)$"S{i}")]) };
        var problem = await CorrelateAsync(gateway, many.ToJsonString(), HttpStatusCode.BadRequest);
        Assert.Equal(
            "'symbols' must be a list of at most 20 texts, each of at most 49 characters.", (string?)problem["detail"]);
    }

    /// <summary>The answer to a question of that body.</summary>
    internal static async Task<JsonNode> CorrelateAsync(
        RunningGateway gateway, string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await gateway.Client.PostAsync(
            "/api/v1/analytics/correlation", content, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, text);
        return JsonNode.Parse(text)!;
    }

    private static string? Next(JsonNode page) =>
        (string?)page["next_cursor"] is { } cursor ? $"&cursor={cursor}" : null;

    // The golden text is broken into lines for the reader; the answer is one line.
    private static async Task Answers(string path, string golden)
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        Assert.Equal(golden.ReplaceLineEndings(""), await gateway.TextAsync("/api/v1/stocks/" + path));
    }
}
