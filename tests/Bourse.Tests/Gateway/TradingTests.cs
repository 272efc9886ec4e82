using System.Net;

namespace Bourse.Tests.Gateway;

/// <summary>Orders over HTTP, against an exchange of the test's own.</summary>
public sealed class TradingTests : TradingOverHttp
{
    [Fact]
    public async Task An_order_is_taken_found_and_cancelled()
    {
        var gateway = await Gateway;
        var placed = await PostAsync("""
            {"account":"ann","symbol":"XYZ-USD","side":"sell","price":"100.5","quantity":10,"client_order_id":"one"}
            """);
        var id = (long)placed["order_id"]!;
        Assert.False((bool)placed["repeated"]!);
        Assert.Null(placed["legs"]);
        var order = await gateway.JsonAsync($"/v1/orders/{id}");
        Assert.Equal(("open", "one", 100.5m), ((string?)order["status"], (string?)order["client_order_id"], (decimal)order["price"]!));
        Assert.Equal("""[[100.5,10,1]]""", (await gateway.JsonAsync("/v1/exchange/book/XYZ-USD"))["asks"]!.ToJsonString());

        using var cancelled = await gateway.Client.DeleteAsync($"/v1/orders/{id}", Stopping);
        Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
        order = await gateway.JsonAsync($"/v1/orders/{id}");
        Assert.Equal(("ended", "cancelled"), ((string?)order["status"], (string?)order["reason"]));
        using var again = await gateway.Client.DeleteAsync($"/v1/orders/{id}", Stopping);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task A_filled_order_and_the_portfolios_say_what_was_traded()
    {
        var gateway = await Gateway;
        await PostAsync("""{"account":"ann","symbol":"XYZ-USD","side":"sell","price":100,"quantity":10}""");
        var bought = await PostAsync("""{"account":"bob","symbol":"XYZ-USD","side":"buy","price":101,"quantity":4}""");
        var order = await gateway.JsonAsync($"/v1/orders/{bought["order_id"]}");
        Assert.Equal(("filled", 4m, 400m), ((string?)order["status"], (decimal)order["filled_quantity"]!, (decimal)order["value"]!));
        var portfolio = await gateway.JsonAsync("/v1/portfolio/bob");
        Assert.Equal(9_600m, (decimal)portfolio["holdings"]![0]!["total"]!);
        Assert.Equal(4m, (decimal)portfolio["positions"]![0]!["quantity"]!);
        Assert.Equal((long?)bought["sequence"], (long?)portfolio["sequence"]);
    }

    [Fact]
    public async Task The_same_key_gets_the_same_answer_and_another_body_is_refused()
    {
        const string Order = """{"account":"ann","symbol":"XYZ-USD","side":"buy","price":1,"quantity":1}""";
        var first = await PostAsync(Order, key: "k");
        var again = await PostAsync(Order, key: "k");
        Assert.Equal((long)first["order_id"]!, (long)again["order_id"]!);
        Assert.True((bool)again["repeated"]!);
        var other = await PostAsync(Order.Replace("\"quantity\":1", "\"quantity\":2", StringComparison.Ordinal), "k", 409);
        Assert.Equal("client_id_taken", (string?)other["code"]);
    }

    [Theory]
    [InlineData("""{"symbol":"XYZ-USD","side":"buy","quantity":1,"price":1}""", 404, "account_unknown")]
    [InlineData("""{"account":"ann","side":"buy","quantity":1,"price":1}""", 400, "invalid_parameter")]
    [InlineData("""{"account":"eve","symbol":"XYZ-USD","side":"buy","quantity":1,"price":1}""", 404, "account_unknown")]
    [InlineData("""{"account":"ann","symbol":"NOPE","side":"buy","quantity":1,"price":1}""", 404, "unknown_instrument")]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","side":"hold","quantity":1,"price":1}""", 400, "invalid_parameter")]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":1,"price":1.123456789}""", 400, "invalid_parameter")]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":1,"prize":1}""", 400, "invalid_parameter")]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":1,"price":1,"price":2}""", 400, "invalid_parameter")]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":200,"price":100}""", 402, "insufficient_funds")]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":1,"price":1.001}""", 422, "price_off_tick")]
    [InlineData("""["buy"]""", 400, "malformed_request")]
    [InlineData("""{"account":""", 400, "malformed_request")]
    public async Task What_cannot_be_done_is_refused_with_its_code(string body, int status, string code) =>
        Assert.Equal(code, (string?)(await PostAsync(body, status: status))["code"]);

    [Fact]
    public async Task A_page_of_elsewhere_cannot_trade()
    {
        var gateway = await Gateway;
        using var plain = await gateway.Client.PostAsync("/v1/orders", new StringContent("{}"), Stopping);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, plain.StatusCode);
    }
}
