using System.Text.Json.Nodes;

namespace Bourse.Tests.Gateway;

/// <summary>Orders that wait for a price, over HTTP.</summary>
public sealed class StopOrderTests : TradingOverHttp
{
    [Fact]
    public async Task A_stop_is_shown_while_it_waits_and_when_it_is_triggered()
    {
        var id = (long)(await PostAsync(
            """{"account":"ann","symbol":"XYZ-USD","side":"sell","type":"stop","stop_price":90,"quantity":2}"""))["order_id"]!;
        var order = await OrderAsync(id);
        Assert.Equal(
            ("open", "stop", 90m, false),
            ((string?)order["status"], (string?)order["type"], (decimal)order["stop_price"]!, (bool)order["triggered"]!));
        await TradeAsync(90, 3);
        order = await OrderAsync(id);
        Assert.Equal(
            ("filled", 2m, true), ((string?)order["status"], (decimal)order["filled_quantity"]!, (bool)order["triggered"]!));
    }

    [Fact]
    public async Task A_trailing_stop_is_shown_with_the_stop_it_has_now()
    {
        await TradeAsync(100, 1);
        var byPrice = await PostAsync(
            """{"account":"ann","symbol":"XYZ-USD","side":"sell","type":"trailing_stop","trail_price":"2.5","quantity":2}""");
        var byPart = await PostAsync(
            """{"account":"ann","symbol":"XYZ-USD","side":"sell","type":"trailing_stop","trail_percent":5,"quantity":2}""");
        await TradeAsync(110, 1);
        var order = await OrderAsync((long)byPrice["order_id"]!);
        Assert.Equal((107.5m, 2.5m, null), ((decimal)order["stop_price"]!, (decimal)order["trail_price"]!, order["trail_percent"]));
        order = await OrderAsync((long)byPart["order_id"]!);
        Assert.Equal(
            ("trailing_stop", 104.5m, 5m),
            ((string?)order["type"], (decimal)order["stop_price"]!, (decimal)order["trail_percent"]!));
    }

    [Theory]
    [InlineData("\"type\":\"stop\",\"stop_price\":100", 422, "would_trigger")]
    [InlineData("\"type\":\"stop_limit\",\"stop_price\":90", 422, "price_out_of_range")]
    [InlineData("\"type\":\"trailing_stop\"", 422, "terms_contradict")]
    [InlineData("\"type\":\"trailing_stop\",\"trail_percent\":0.00001", 400, "invalid_parameter")]
    [InlineData("\"type\":\"trailing_stop\",\"trail_percent\":101", 400, "invalid_parameter")]
    [InlineData("\"price\":90,\"stop_price\":90", 422, "terms_contradict")]
    public async Task A_stop_that_cannot_be_is_refused_with_its_code(string fields, int status, string code)
    {
        await TradeAsync(100, 1);
        var body = $$"""{"account":"ann","symbol":"XYZ-USD","side":"sell","quantity":2,{{fields}}}""";
        Assert.Equal(code, (string?)(await PostAsync(body, status: status))["code"]);
    }

    private async Task<JsonNode> OrderAsync(long id) => await (await Gateway).JsonAsync($"/v1/orders/{id}");

    /// <summary>One is traded at a price, of so many that are bid for.</summary>
    private async Task TradeAsync(int price, int bid)
    {
        await PostAsync($$"""{"account":"bob","symbol":"XYZ-USD","side":"buy","price":{{price}},"quantity":{{bid}}}""");
        await PostAsync($$"""{"account":"ann","symbol":"XYZ-USD","side":"sell","price":{{price}},"quantity":1}""");
    }
}
