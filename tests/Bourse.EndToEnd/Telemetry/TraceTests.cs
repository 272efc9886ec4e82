using System.Text;

namespace Bourse.EndToEnd;

/// <summary>What a collector gets of an order's way through the program.</summary>
public sealed class TraceTests : IDisposable
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Caller = "00f067aa0ba902b7";
    private const string OrdersPath = "/v1/orders";

    private readonly DataFolder _data = new();
    private readonly Collector _collector = new();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _collector.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task An_orders_way_is_one_trace_from_the_request_to_the_records()
    {
        using var server = Start("0");
        using var client = SocketClient.Of(_data);
        BourseProgram.Run("exchange", "open", "ann", "--data", _data.Path);
        BourseProgram.Run("exchange", "deposit", "ann", "USD", "1000", "--data", _data.Path);
        using var answer = await PlaceAsync(client, "01");
        Assert.Equal(202, (int)answer.StatusCode);
        Assert.StartsWith($"00-{Trace}-", answer.Headers.GetValues("traceresponse").Single(), StringComparison.Ordinal);
        Assert.Equal(Trace, answer.Headers.GetValues("X-Correlation-ID").Single());

        string[] parts = ["orders.queue", "exchange.apply", "orders.durable", "blotter.write", "records.write"];
        server.WaitFor(
            () => parts.All(part => Named(part) is not null) && Named("orders.submit") is not null
                && _collector.Spans.Any(span => span.Parent == Caller),
            "traced to the end");
        var request = _collector.Spans.Single(span => span.Parent == Caller);
        var submit = Named("orders.submit")!;
        Assert.Equal($"POST {OrdersPath}", request.Name);
        Assert.Equal(("202", Trace), (request.Tags["http.response.status_code"], request.Tags["bourse.correlation_id"]));
        Assert.Equal(request.Id, submit.Parent);
        Assert.Equal(("PlaceOrder", "Accepted"), (submit.Tags["bourse.command"], submit.Tags["bourse.outcome"]));
        Assert.All(parts, part => Assert.Equal(submit.Id, Named(part)!.Parent));
        Assert.All(_collector.Spans, span => Assert.Equal(Trace, span.Trace));
        Assert.True(Named("exchange.apply")!.Start >= submit.Start && Named("blotter.write")!.End <= submit.End);
    }

    [Fact]
    public async Task Nothing_of_a_request_but_its_route_is_told()
    {
        using var server = Start("1");
        using var client = SocketClient.Of(_data);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stocks/BHP/trades?limit=7001&api_key=bk_secret");
        request.Headers.Add("X-API-Key", "bk_hidden.secret");
        request.Headers.Add("Authorization", "Bearer eyJhidden");
        using (await client.SendAsync(request, Stopping))
            server.WaitFor(() => _collector.Spans.Any(span => span.Name == "GET /api/v1/stocks/{symbol}/trades"), "traced");
        // The first measures may be sent before there was a request.
        server.WaitFor(() => Bodies().Any(body => body.Contains("bourse.gateway.request.duration")), "measured");
        foreach (var body in Bodies())
            Assert.DoesNotMatch("bk_|secret|hidden|7001|/BHP/", body);

        IEnumerable<string> Bodies() => _collector.Messages.Select(message => Encoding.Latin1.GetString(message.Body));
    }

    [Fact]
    public async Task What_the_caller_does_not_trace_is_not_traced()
    {
        using var server = Start("1");
        using var client = SocketClient.Of(_data);
        using var untraced = await PlaceAsync(client, "00");
        Assert.False(untraced.Headers.Contains("traceresponse"));
        Assert.Equal(Trace, untraced.Headers.GetValues("X-Correlation-ID").Single());
        using (await client.GetAsync("/health/live", Stopping))
            server.WaitFor(() => !_collector.Spans.IsEmpty, "traced");
        Assert.DoesNotContain(_collector.Spans, span => span.Trace == Trace);
    }

    [Fact]
    public void An_endpoint_that_is_none_is_refused_at_the_start()
    {
        var ended = BourseProgram.Run(
            "serve", "--data", _data.Path, "--port", "0", "--no-bots", "--set", "Gateway:Telemetry:Endpoint=ftp://x");
        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("'ftp://x' is no http or https address of a collector.", ended.Error, StringComparison.Ordinal);
    }

    private CollectedSpan? Named(string name) => _collector.Spans.FirstOrDefault(span => span.Name == name);

    private Server Start(string ratio) => Server.StartWithBots(
        _data.Path, "--no-sample", "--no-synthetic", "--set", $"Gateway:Telemetry:Endpoint={_collector.Address}",
        "--set", $"Gateway:Telemetry:SampledRatio={ratio}", "--set", "Gateway:Telemetry:SpansMillis=50",
        "--set", "Gateway:Telemetry:MetricsSeconds=1").WaitReady();

    private static async Task<HttpResponseMessage> PlaceAsync(HttpClient client, string flags)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, OrdersPath)
        {
            Content = new StringContent(
                """{"account":"ann","symbol":"TULIP","side":"buy","type":"limit","price":"0.01","quantity":"1"}""",
                Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("traceparent", $"00-{Trace}-{Caller}-{flags}");
        return await client.SendAsync(request, Stopping);
    }
}
