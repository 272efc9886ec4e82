using System.Net;

namespace Bourse.Tests.Gateway;

public class HeaderTests
{
    [Theory]
    [InlineData("order-4711:a.b_c", true)]
    [InlineData("has space", false)]
    [InlineData("<script>", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", true)]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", false)]
    public async Task A_sound_correlation_id_comes_back_and_another_is_replaced(string id, bool isSound)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Add("X-Correlation-ID", id);
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var answered = response.Headers.GetValues("X-Correlation-ID").Single();
        Assert.Equal(isSound, answered == id);
        Assert.NotEmpty(answered);
    }

    [Theory]
    [InlineData("/api/v1/market/summary")]
    [InlineData("/health")]
    [InlineData("/nothing")]
    public async Task Every_answer_has_the_headers_of_a_careful_server(string path)
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var response = await gateway.GetAsync(path);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Empty(response.Headers.Server);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_head_request_has_the_headers_of_a_get_and_no_body()
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        using var head = new HttpRequestMessage(HttpMethod.Head, "/api/v1/stocks/BHP/snapshot");
        using var response = await gateway.Client.SendAsync(head, TestContext.Current.CancellationToken);
        var body = await gateway.TextAsync("/api/v1/stocks/BHP/snapshot");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(body.Length, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("https://screens.example", true)]
    [InlineData("https://elsewhere.example", false)]
    public async Task A_page_of_a_named_origin_may_read_answers(string origin, bool isAllowed)
    {
        await using var gateway = await RunningGateway.StartAsync(
            options: new() { CorsOrigins = ["https://screens.example"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/market/summary");
        request.Headers.Add("Origin", origin);
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(isAllowed, response.Headers.Contains("Access-Control-Allow-Origin"));
    }
}
