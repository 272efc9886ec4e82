using System.Text.Json.Nodes;

namespace Bourse.Tests.Gateway;

/// <summary>Orders that are asked about and not placed, over HTTP.</summary>
public sealed class PreviewOverHttpTests : TradingOverHttp
{
    private const string Path = "/v1/orders/preview";

    [Fact]
    public async Task An_answer_has_what_would_trade_and_nothing_has_happened()
    {
        await PostAsync("""{"account":"ann","symbol":"XYZ-USD","side":"sell","price":"99","quantity":4}""");
        var (orders, blotter, hash) = (Engine.Engine.Orders.LastSequence, Engine.Engine.Blotter.LastSequence, Hash());
        var preview = await PreviewAsync("""{"account":"bob","symbol":"XYZ-USD","side":"buy","price":"100","quantity":10}""");
        Assert.True((bool)preview["accepted"]!);
        Assert.Null(preview["refusal"]);
        Assert.Equal("""{"asset":"USD","amount":1000}""", preview["hold"]!.ToJsonString());
        Assert.Equal("""{"asset":"USD","amount":10000}""", preview["available"]!.ToJsonString());
        Assert.Equal("""[{"price":99,"quantity":4}]""", preview["fills"]!.ToJsonString());
        Assert.Equal((4m, 99m, 396m, 6m), (Of(preview, "quantity"), Of(preview, "average_price"), Of(preview, "value"), Of(preview, "rests")));
        Assert.Equal((orders, blotter), ((long)preview["sequence"]!, (long)preview["blotter_sequence"]!));
        Assert.Equal((orders, blotter, hash), (Engine.Engine.Orders.LastSequence, Engine.Engine.Blotter.LastSequence, Hash()));
    }

    [Theory]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":200,"price":100}""")]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":1,"price":1.001}""")]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":1,"price":1,"type":"market"}""")]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":1,"type":"market"}""")]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":1,"price":1,"time_in_force":"opg"}""")]
    public async Task What_would_be_refused_has_the_code_status_and_sentence_of_placing_it(string order)
    {
        var preview = await PreviewAsync(order);
        var refusal = preview["refusal"]!;
        var placed = await PostAsync(order, status: (int)refusal["status"]!);
        Assert.False((bool)preview["accepted"]!);
        Assert.Equal(((string?)placed["code"], (string?)placed["detail"]), ((string?)refusal["code"], (string?)refusal["detail"]));
    }

    [Theory]
    [InlineData("""{"symbol":"XYZ-USD","side":"buy","quantity":1,"price":1}""", 404, "account_unknown")]
    [InlineData("""{"account":"ann","symbol":"NOPE","side":"buy","quantity":1,"price":1}""", 404, "unknown_instrument")]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","side":"hold","quantity":1,"price":1}""", 400, "invalid_parameter")]
    [InlineData("""
        {"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":1,"price":1,"order_class":"oto","stop_loss":{"stop_price":0.5}}
        """, 400, "invalid_parameter")]
    [InlineData("""["buy"]""", 400, "malformed_request")]
    public async Task What_cannot_be_looked_at_is_refused_as_for_placing(string body, int status, string code) =>
        Assert.Equal(code, (string?)(await PreviewAsync(body, status))["code"]);

    [Fact]
    public async Task A_repetition_is_said_to_be_one()
    {
        const string Order = """{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":1,"price":1}""";
        await PostAsync(Order, key: "k");
        var preview = await AskAsync(HttpMethod.Post, Path, Order, key: "k");
        Assert.Equal((true, true), ((bool)preview["accepted"]!, (bool)preview["repeated"]!));
        preview = await AskAsync(HttpMethod.Post, Path, Order.Replace(":1}", ":2}", StringComparison.Ordinal), key: "k");
        Assert.Equal("client_id_taken", (string?)preview["refusal"]!["code"]);
    }

    [Fact]
    public async Task Every_field_keeps_to_the_description()
    {
        await PostAsync("""{"account":"ann","symbol":"XYZ-USD","side":"sell","price":"99","quantity":4}""");
        var description = await (await Gateway).JsonAsync("/openapi/v1.json");
        var schema = description["components"]!["schemas"]!["OrderPreview"]!;
        var reader = new SchemaReader(description);
        foreach (var quantity in new[] { 3, 10, 10_000 })
            reader.Check(schema, await PreviewAsync(
                $$"""{"account":"bob","symbol":"XYZ-USD","side":"buy","price":"100","quantity":{{quantity}},"time_in_force":"ioc"}"""), "OrderPreview");
        Assert.Empty(reader.Unseen());
    }

    private static decimal Of(JsonNode preview, string name) => (decimal)preview[name]!;

    private ulong Hash() => Engine.Ask(view => view.StateHash());

    private Task<JsonNode> PreviewAsync(string body, int status = 200) => AskAsync(HttpMethod.Post, Path, body, status);
}
