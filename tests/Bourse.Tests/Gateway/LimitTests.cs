using System.Net;
using Bourse.Gateway.Limits;

namespace Bourse.Tests.Gateway;

public class LimitTests
{
    private const string Counter = "bourse_gateway_requests_refused_total ";

    [Fact]
    public async Task An_address_that_asks_too_much_is_told_when_to_come_back()
    {
        await using var gateway = await RunningGateway.StartAsync(
            ExampleMarket.Make(), new() { RequestsPerSecondMax = 1, RequestBurstMax = 3 });
        for (var request = 0; request < 3; request++)
            await gateway.JsonAsync("/api/v1/stocks/BHP/snapshot");

        using var response = await gateway.GetAsync("/api/v1/stocks/BHP/snapshot");
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 2);
        Assert.Contains("too_many_requests", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_refused_request_is_counted()
    {
        await using var gateway = await RunningGateway.StartAsync(
            options: new() { RequestsPerSecondMax = 1, RequestBurstMax = 2 });
        await gateway.JsonAsync("/health/live");
        Assert.Contains(Counter + "0\n", await gateway.TextAsync("/metrics"));
        using var refused = await gateway.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        await Deadline.UntilAsync(
            async () =>
            {
                using var response = await gateway.GetAsync("/metrics");
                var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                return text.Split('\n').Any(line => line.StartsWith(Counter, StringComparison.Ordinal) && line != Counter + "0");
            },
            "the counter rises");
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", true)]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::", true)]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:3::", false)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    public void An_address_stands_for_its_subscriber(string address, string other, bool isSame) =>
        Assert.Equal(isSame, Subscriber.Of(IPAddress.Parse(address)) == Subscriber.Of(IPAddress.Parse(other)));

    [Fact]
    public async Task Connections_beyond_the_limit_are_closed()
    {
        await using var gateway = await RunningGateway.StartAsync(options: new() { ConnectionsMax = 1 });
        await gateway.JsonAsync("/health/live");
        using var second = new HttpClient { BaseAddress = gateway.Client.BaseAddress };
        await Assert.ThrowsAnyAsync<HttpRequestException>(
            () => second.GetAsync("/health/live", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Headers_beyond_the_limit_are_refused()
    {
        await using var gateway = await RunningGateway.StartAsync(options: new() { HeaderKilobytesMax = 1 });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        request.Headers.Add("X-Long", new string('x', 2_000));
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
    }
}
