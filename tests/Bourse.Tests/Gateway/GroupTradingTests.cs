using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Bourse.Tests.Engine;

namespace Bourse.Tests.Gateway;

/// <summary>Orders that come together, over HTTP.</summary>
public sealed class GroupTradingTests : IAsyncDisposable
{
    private readonly EngineFolder _folder = new();
    private readonly RunningEngine _engine;
    private readonly Task<RunningGateway> _gateway;

    public GroupTradingTests()
    {
        _engine = _folder.Start().Prepare();
        _gateway = RunningGateway.StartAsync(change: parts => parts with { Exchange = _engine.Engine });
    }

    public async ValueTask DisposeAsync()
    {
        await (await _gateway).DisposeAsync();
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_bracket_is_taken_whole_and_each_leg_is_found()
    {
        var gateway = await _gateway;
        var placed = await PostAsync("""
            {"account":"ann","symbol":"XYZ-USD","side":"buy","price":100,"quantity":10,"client_order_id":"b","order_class":"bracket",
             "take_profit":{"limit_price":110},"stop_loss":{"stop_price":90,"limit_price":89.5}}
            """, 202);
        var legs = placed["legs"]!.AsArray().Select(id => (long)id!).ToArray();
        Assert.Equal([(long)placed["order_id"]!, legs[0] + 1, legs[0] + 2], legs);
        await PostAsync("""{"account":"bob","symbol":"XYZ-USD","side":"sell","price":100,"quantity":4}""", 202);
        var profit = await gateway.JsonAsync($"/api/v1/orders/{legs[1]}");
        Assert.Equal(("open", "b", 110m), ((string?)profit["status"], (string?)profit["client_order_id"], (decimal)profit["price"]!));
        await PostAsync("""{"account":"bob","symbol":"XYZ-USD","side":"buy","price":110,"quantity":4}""", 202);
        Assert.Equal("open", (string?)(await gateway.JsonAsync($"/api/v1/orders/{legs[1]}"))["status"]);
        using var cancelled = await gateway.Client.DeleteAsync($"/api/v1/orders/{legs[0]}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        var loss = await gateway.JsonAsync($"/api/v1/orders/{legs[2]}");
        Assert.Equal(("ended", "other_ended"), ((string?)loss["status"], (string?)loss["reason"]));
    }

    [Theory]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","side":"buy","price":1,"quantity":1,"order_class":"oto"}""", 400)]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","side":"buy","price":1,"quantity":1,"stop_loss":{"stop_price":1}}""", 400)]
    [InlineData(
        """{"account":"ann","symbol":"XYZ-USD","side":"buy","price":100,"quantity":1,"order_class":"oto","take_profit":{"price":1}}""",
        400)]
    [InlineData(
        """
        {"account":"ann","symbol":"XYZ-USD","side":"sell","quantity":1,"order_class":"oco","take_profit":{"limit_price":90},
         "stop_loss":{"stop_price":110}}
        """,
        422)]
    public Task What_cannot_be_together_is_refused(string body, int status) => PostAsync(body, status);

    private async Task<JsonNode> PostAsync(string body, int status)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await (await _gateway).Client.PostAsync("/api/v1/orders", content, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
