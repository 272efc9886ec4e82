using System.Text.Json.Nodes;

namespace Bourse.Tests.Gateway;

/// <summary>An account's open orders, a page at a time, and what is done to many of them.</summary>
public sealed class OrderListTests : TradingOverHttp
{
    [Fact]
    public async Task Open_orders_are_listed_newest_first_and_orders_between_two_pages_do_not_shift_them()
    {
        var ids = new List<long>();
        for (var i = 1; i <= 5; i++)
            ids.Add(await PlaceAsync("buy", i));
        var first = await ListAsync("limit=2");
        Assert.Equal([ids[4], ids[3]], IdsOf(first));
        await PlaceAsync("buy", 6);
        await CancelAsync(ids[3]);
        var second = await ListAsync($"limit=2&cursor={first["next_cursor"]}");
        Assert.Equal([ids[2], ids[1]], IdsOf(second));
        var last = await ListAsync($"limit=2&cursor={second["next_cursor"]}");
        Assert.Equal([ids[0]], IdsOf(last));
        Assert.Null(last["next_cursor"]);
    }

    [Fact]
    public async Task The_list_is_of_one_account_and_of_what_is_asked_for()
    {
        var buy = await PlaceAsync("buy", 1, "mine");
        var sell = await PlaceAsync("sell", 2);
        await PostAsync("""{"symbol":"XYZ-USD","side":"buy","quantity":1,"price":1}""", who: "bob");
        Assert.Equal([sell, buy], IdsOf(await ListAsync("symbol=XYZ-USD")));
        Assert.Equal([buy], IdsOf(await ListAsync("side=buy")));
        Assert.Equal([buy], IdsOf(await ListAsync("client_order_id=mine")));
        var time = (await ListAsync("side=sell"))["orders"]![0]!["time"];
        Assert.Equal([sell, buy], IdsOf(await ListAsync($"from={time}&to=2200-01-01T00:00:00Z")));
        Assert.Empty(IdsOf(await ListAsync($"to={time}")));
        Assert.Empty(IdsOf(await ListAsync("from=2200-01-01T00:00:00Z")));
    }

    [Theory]
    [InlineData("account=bob", 404, "account_unknown")]
    [InlineData("account=eve", 404, "account_unknown")]
    [InlineData("symbol=NOPE", 404, "unknown_instrument")]
    [InlineData("side=hold", 400, "invalid_parameter")]
    [InlineData("cursor=abc", 400, "invalid_cursor")]
    [InlineData("status=closed", 503, "records_unavailable")]
    [InlineData("limit=0", 400, "invalid_parameter")]
    [InlineData("x=1", 400, "unknown_parameter")]
    public async Task What_cannot_be_listed_is_refused(string query, int status, string code) =>
        Assert.Equal(code, (string?)(await AskAsync(HttpMethod.Get, $"/v1/orders?{query}", status: status, who: "ann"))["code"]);

    [Fact]
    public async Task A_cursor_of_another_question_is_refused()
    {
        await PlaceAsync("buy", 1);
        await PlaceAsync("buy", 2);
        var cursor = (await ListAsync("limit=1"))["next_cursor"];
        var refused = await AskAsync(HttpMethod.Get, $"/v1/orders?side=buy&cursor={cursor}", status: 400, who: "ann");
        Assert.Equal("invalid_cursor", (string?)refused["code"]);
    }

    [Fact]
    public async Task An_open_order_is_replaced_and_what_is_left_out_stays()
    {
        var id = await PlaceAsync("buy", 10);
        await AskAsync(HttpMethod.Patch, $"/v1/orders/{id}", """{"price":"9.5"}""", 202, "ann");
        var order = await AskAsync(HttpMethod.Get, $"/v1/orders/{id}", who: "ann");
        Assert.Equal((9.5m, 2m), ((decimal)order["price"]!, (decimal)order["quantity"]!));
        await AskAsync(HttpMethod.Patch, $"/v1/orders/{id}", """{"quantity":1}""", 202, "ann");
        order = await AskAsync(HttpMethod.Get, $"/v1/orders/{id}", who: "ann");
        Assert.Equal((9.5m, 1m), ((decimal)order["price"]!, (decimal)order["quantity"]!));
        await AskAsync(HttpMethod.Patch, $"/v1/orders/{id}", "{}", 400, "ann");
        await AskAsync(HttpMethod.Patch, $"/v1/orders/{id}", """{"price":1.001}""", 422, "ann");
        await CancelAsync(id);
        await AskAsync(HttpMethod.Patch, $"/v1/orders/{id}", """{"price":2}""", 404, "ann");
    }

    [Fact]
    public async Task A_mass_cancel_ends_what_it_names_and_says_how_many()
    {
        await PlaceAsync("buy", 1);
        await PlaceAsync("buy", 2);
        var sell = await PlaceAsync("sell", 200);
        await PostAsync("""{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":1,"price":3}""");
        Assert.Equal(2, (int)(await MassCancelAsync("side=buy&session=own"))["orders"]!);
        Assert.Equal(0, (int)(await MassCancelAsync("days_only=true"))["orders"]!);
        Assert.Equal(2, IdsOf(await ListAsync("")).Count);
        await AskAsync(HttpMethod.Delete, "/v1/orders?account=bob", status: 404, who: "ann");
        await AskAsync(HttpMethod.Delete, "/v1/orders?account=*", status: 404, who: "ann");
        await AskAsync(HttpMethod.Delete, "/v1/orders?session=x", status: 400, who: "ann");
        Assert.Equal(2, (int)(await MassCancelAsync("symbol=XYZ-USD"))["orders"]!);
        await AskAsync(HttpMethod.Delete, $"/v1/orders/{sell}", status: 404, who: "ann");
        Assert.Equal(0, (int)(await AskAsync(HttpMethod.Delete, "/v1/orders?account=*", status: 202))["orders"]!);
    }

    [Fact]
    public async Task An_order_is_found_and_cancelled_by_the_clients_id()
    {
        var id = await PlaceAsync("buy", 1, "a/1 %");
        const string Path = "/v1/orders/by-client-id/a%2F1%20%25";
        Assert.Equal(id, (long)(await AskAsync(HttpMethod.Get, Path, who: "ann"))["order_id"]!);
        await AskAsync(HttpMethod.Get, Path, status: 404, who: "bob");
        await AskAsync(HttpMethod.Delete, Path + "?account=ann", status: 404, who: "bob");
        await AskAsync(HttpMethod.Delete, Path, status: 202, who: "ann");
        await AskAsync(HttpMethod.Delete, Path, status: 404, who: "ann");
        Assert.Equal("ended", (string?)(await AskAsync(HttpMethod.Get, Path, who: "ann"))["status"]);
    }

    [Fact]
    public async Task An_order_till_a_date_says_when_it_ends()
    {
        var placed = await PostAsync(
            """{"symbol":"XYZ-USD","side":"buy","quantity":1,"price":1,"time_in_force":"gtd","expires_at":"2100-01-01T00:00:00Z"}""",
            who: "ann");
        var order = await AskAsync(HttpMethod.Get, $"/v1/orders/{placed["order_id"]}", who: "ann");
        Assert.Equal(("gtd", "2100-01-01T00:00:00Z"), ((string?)order["time_in_force"], (string?)order["expires_at"]));
        await PostAsync(
            """{"symbol":"XYZ-USD","side":"buy","quantity":1,"price":1,"expires_at":"2100-01-01T00:00:00Z"}""", status: 422, who: "ann");
    }

    private static List<long> IdsOf(JsonNode list) => [.. list["orders"]!.AsArray().Select(order => (long)order!["order_id"]!)];

    private Task<JsonNode> ListAsync(string query) => AskAsync(HttpMethod.Get, $"/v1/orders?{query}", who: "ann");

    private Task<JsonNode> MassCancelAsync(string query) =>
        AskAsync(HttpMethod.Delete, $"/v1/orders?{query}", status: 202, who: "ann");

    private Task<JsonNode> CancelAsync(long id) => AskAsync(HttpMethod.Delete, $"/v1/orders/{id}", status: 202, who: "ann");

    private async Task<long> PlaceAsync(string side, int price, string key = "") => (long)(await PostAsync(
        $$"""{"symbol":"XYZ-USD","side":"{{side}}","quantity":2,"price":{{price}}}""", key, who: "ann"))["order_id"]!;
}
