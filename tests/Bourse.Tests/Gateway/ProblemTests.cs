using System.Net;
using System.Text.Json.Nodes;
using Bourse.Gateway.Rest;

namespace Bourse.Tests.Gateway;

public class ProblemTests
{
    [Theory]
    [InlineData("stocks/BHP/trades?limit=0", "invalid_parameter", "limit", "'0' is not a whole number from 1 to 10000.")]
    [InlineData("stocks/BHP/trades?limit=10001", "invalid_parameter", "limit", "'10001' is not a whole number from 1 to 10000.")]
    [InlineData("stocks/BHP/trades?limit=", "invalid_parameter", "limit", "'' is not a whole number from 1 to 10000.")]
    [InlineData("stocks/BHP/trades?limit=-5", "invalid_parameter", "limit", "'-5' is not a whole number from 1 to 10000.")]
    [InlineData("stocks/BHP/trades?limit=5&limit=6", "invalid_parameter", "limit", "'limit' is given twice.")]
    [InlineData("stocks/BHP/trades?limt=5", "unknown_parameter", "limt", "There is no parameter 'limt': known are start_time, end_time, limit, cursor, order, venue.")]
    [InlineData("stocks/BHP/trades?Limit=5", "unknown_parameter", "Limit", "There is no parameter 'Limit': known are start_time, end_time, limit, cursor, order, venue.")]
    [InlineData("stocks/BHP/trades?start_time=yesterday", "invalid_parameter", "start_time", "'yesterday' is not a time: ISO 8601 with up to nine decimals, or whole nanoseconds since 1970-01-01 UTC.")]
    [InlineData("stocks/BHP/trades?start_time=2014-02-30", "invalid_parameter", "start_time", "'2014-02-30' is not a time: ISO 8601 with up to nine decimals, or whole nanoseconds since 1970-01-01 UTC.")]
    [InlineData("stocks/BHP/quotes?end_time=2014-03-10T00:00:00.1234567890Z", "invalid_parameter", "end_time", "'2014-03-10T00:00:00.1234567890Z' is not a time: ISO 8601 with up to nine decimals, or whole nanoseconds since 1970-01-01 UTC.")]
    [InlineData("stocks/BHP/bars?start_time=2014-03-11&end_time=2014-03-10", "invalid_parameter", "end_time", "'end_time' lies before 'start_time'.")]
    [InlineData("stocks/BHP/bars?interval=2m", "invalid_parameter", "interval", "'2m' is not one of 1s, 1m, 5m, 15m, 1h, 1d.")]
    [InlineData("stocks/BHP/stats?order=up", "invalid_parameter", "order", "'up' is not 'asc' or 'desc'.")]
    [InlineData("stocks/BHP/trades?cursor=abc", "invalid_cursor", "cursor", "The cursor was not made by this server, or has been changed.")]
    [InlineData("stocks/BHP/trades?cursor=", "invalid_parameter", "cursor", "'' is not a cursor.")]
    [InlineData("stocks/BHP/trades?venue=a%20b", "invalid_parameter", "venue", "'a b' is not a venue's code.")]
    [InlineData("stocks/BHP/book?depth=1001", "invalid_parameter", "depth", "'1001' is not a whole number from 1 to 1000.")]
    [InlineData("stocks/BHP/snapshot?depth=1", "unknown_parameter", "depth", "There is no parameter 'depth': known are venue.")]
    [InlineData("stocks/search?q=", "invalid_parameter", "q", "'' is not 1 to 64 characters.")]
    [InlineData("stocks/BHP/indicators?name=wma", "invalid_parameter", "name", "'wma' is not one of sma, ema, rsi, vwap, macd, bollinger.")]
    [InlineData("stocks/BHP/indicators?period=0", "invalid_parameter", "period", "'0' is not a whole number from 1 to 1000.")]
    [InlineData("stocks/BHP/indicators?period=1001", "invalid_parameter", "period", "'1001' is not a whole number from 1 to 1000.")]
    [InlineData("stocks/BHP/indicators?name=macd&period=5", "invalid_parameter", "period", "'macd' takes no period.")]
    [InlineData("stocks/BHP/indicators?limit=10001", "invalid_parameter", "limit", "'10001' is not a whole number from 1 to 10000.")]
    [InlineData("stocks/BHP/volume-profile?rows=1", "invalid_parameter", "rows", "'1' is not a whole number from 2 to 1000.")]
    [InlineData("stocks/BHP/volume-profile?step=0", "invalid_parameter", "step", "'0' is not a number above 0 with up to eight decimals.")]
    [InlineData("stocks/BHP/volume-profile?step=NaN", "invalid_parameter", "step", "'NaN' is not a number above 0 with up to eight decimals.")]
    [InlineData("stocks/BHP/volume-profile?step=1&rows=5", "invalid_parameter", "step", "'step' and 'rows' are not given together.")]
    [InlineData("stocks/BHP/volume-profile?step=0.0001", "invalid_parameter", "step", "ASX:BHP would have 20001 levels; 1000 are the most.")]
    [InlineData("stocks/BHP/volume-profile?start_time=2014-03-11&end_time=2014-03-10", "invalid_parameter", "end_time", "'end_time' lies before 'start_time'.")]
    [InlineData("market/summary?limit=101", "invalid_parameter", "limit", "'101' is not a whole number from 1 to 100.")]
    public async Task A_parameter_that_cannot_be_used_is_named(string path, string code, string field, string detail)
    {
        var problem = await ProblemAsync("/api/v1/" + path, HttpStatusCode.BadRequest);
        Assert.Equal(code, (string?)problem["code"]);
        Assert.Equal(field, (string?)problem["field"]);
        Assert.Equal(detail, (string?)problem["detail"]);
        Assert.Equal("urn:bourse:problem:" + code, (string?)problem["type"]);
    }

    [Theory]
    [InlineData("stocks/NOPE/trades", "No instrument is called 'NOPE'.")]
    [InlineData("stocks/KRAKEN:BHP/quotes", "No instrument is called 'KRAKEN:BHP'.")]
    [InlineData("stocks/BHP/book?venue=KRAKEN", "No instrument is called 'BHP at KRAKEN'.")]
    [InlineData("stocks/%0A%1Bx/snapshot", "No instrument is called '??x'.")]
    public async Task An_unknown_symbol_is_not_found(string path, string detail)
    {
        var problem = await ProblemAsync("/api/v1/" + path, HttpStatusCode.NotFound);
        Assert.Equal(ProblemCode.UnknownInstrument, (string?)problem["code"]);
        Assert.Equal("symbol", (string?)problem["field"]);
        Assert.Equal(detail, (string?)problem["detail"]);
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v2/stocks/BHP/trades")]
    [InlineData("/docs/../../etc/passwd")]
    public async Task An_unknown_path_is_not_found(string path)
    {
        var problem = await ProblemAsync(path, HttpStatusCode.NotFound);
        Assert.Equal(ProblemCode.NotFound, (string?)problem["code"]);
    }

    [Fact]
    public async Task Another_method_is_refused_with_those_that_are_served()
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        using var response = await gateway.Client.PostAsync(
            "/api/v1/stocks/BHP/trades", new StringContent("{}"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("GET", Assert.Single(response.Content.Headers.Allow));
        Assert.Contains("method_not_allowed", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("text/csv", HttpStatusCode.NotAcceptable)]
    [InlineData("application/json;q=0", HttpStatusCode.NotAcceptable)]
    [InlineData("text/html,application/*;q=0.5", HttpStatusCode.OK)]
    [InlineData("text/html,*/*;q=0.1", HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.OK)]
    public async Task An_answer_is_json_for_those_who_accept_it(string accept, HttpStatusCode status)
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stocks/BHP/snapshot");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_cursor_of_another_question_is_refused()
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        var cursor = (string?)(await gateway.JsonAsync("/api/v1/stocks/BHP/trades?limit=1"))["next_cursor"];
        string[] others =
        [
            "BHP/quotes?", "ASX:BHP/trades?", "BHP/trades?order=desc&", "BHP/trades?venue=ASX&", "BHP/trades?start_time=5&",
        ];
        foreach (var other in others)
        {
            var problem = await gateway.JsonAsync($"/api/v1/stocks/{other}cursor={cursor}", HttpStatusCode.BadRequest);
            Assert.Equal(ProblemCode.InvalidCursor, (string?)problem["code"]);
        }
    }

    [Fact]
    public async Task Market_data_waits_until_the_tape_has_been_read()
    {
        var isCaughtUp = false;
        await using var gateway = await RunningGateway.StartAsync(
            ExampleMarket.Make(), change: parts => parts with { IsCaughtUp = () => isCaughtUp });
        using (var response = await gateway.GetAsync("/api/v1/stocks/BHP/trades"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
        }

        isCaughtUp = true;
        await gateway.JsonAsync("/api/v1/stocks/BHP/trades");
    }

    [Fact]
    public async Task A_fault_of_our_own_is_answered_without_a_word_of_the_inside()
    {
        await using var gateway = await RunningGateway.StartAsync(
            change: parts => parts with { IsCaughtUp = () => throw new InvalidOperationException("secret path") });
        using var response = await gateway.GetAsync("/api/v1/stocks/BHP/trades");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("internal_fault", text);
        Assert.DoesNotContain("secret", text);
        Assert.DoesNotContain("InvalidOperation", text);
    }

    private static async Task<JsonNode> ProblemAsync(string path, HttpStatusCode status)
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        using var response = await gateway.GetAsync(path);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, text);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal((int)status, (int?)problem["status"]);
        Assert.Equal(response.Headers.GetValues("X-Correlation-ID").Single(), (string?)problem["correlation_id"]);
        return problem;
    }
}
