using System.Net;

namespace Bourse.Tests.Gateway;

/// <summary>Orders that come together, over HTTP.</summary>
public sealed class GroupTradingTests : TradingOverHttp
{
    [Fact]
    public async Task A_bracket_is_taken_whole_and_each_leg_is_found()
    {
        var gateway = await Gateway;
        var placed = await PostAsync("""
            {"account":"ann","symbol":"XYZ-USD","side":"buy","price":100,"quantity":10,"client_order_id":"b","order_class":"bracket",
             "take_profit":{"limit_price":110},"stop_loss":{"stop_price":90,"limit_price":89.5}}
            """, status: 202);
        var legs = placed["legs"]!.AsArray().Select(id => (long)id!).ToArray();
        Assert.Equal([(long)placed["order_id"]!, legs[0] + 1, legs[0] + 2], legs);
        await PostAsync("""{"account":"bob","symbol":"XYZ-USD","side":"sell","price":100,"quantity":4}""", status: 202);
        var profit = await gateway.JsonAsync($"/v1/orders/{legs[1]}");
        Assert.Equal(("open", "b", 110m), ((string?)profit["status"], (string?)profit["client_order_id"], (decimal)profit["price"]!));
        await PostAsync("""{"account":"bob","symbol":"XYZ-USD","side":"buy","price":110,"quantity":4}""", status: 202);
        Assert.Equal("open", (string?)(await gateway.JsonAsync($"/v1/orders/{legs[1]}"))["status"]);
        using var cancelled = await gateway.Client.DeleteAsync($"/v1/orders/{legs[0]}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        var loss = await gateway.JsonAsync($"/v1/orders/{legs[2]}");
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
    public Task What_cannot_be_together_is_refused(string body, int status) => PostAsync(body, status: status);
}
