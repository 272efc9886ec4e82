namespace Bourse.Tests.Gateway;

/// <summary>Who may trade what: somebody else's is as if it were not there.</summary>
public sealed class OwnershipTests : TradingOverHttp
{
    private const string Order = """{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":1,"price":1}""";
    private const string Own = """{"symbol":"XYZ-USD","side":"buy","quantity":1,"price":1}""";

    [Theory]
    [InlineData("nobody", 401, "unauthenticated")]
    [InlineData("ann/viewer", 403, "forbidden")]
    [InlineData("bob", 404, "account_unknown")]
    [InlineData("an", 404, "account_unknown")]
    public async Task An_order_for_an_account_needs_its_owner(string who, int status, string code) =>
        Assert.Equal(code, (string?)(await PostAsync(Order, status: status, who: who))["code"]);

    [Fact]
    public async Task An_order_without_an_account_is_for_the_callers_own()
    {
        var placed = await PostAsync(Own, who: "ann");
        var order = await AskAsync(HttpMethod.Get, $"/v1/orders/{placed["order_id"]}", who: "ann");
        Assert.Equal("ann", (string?)order["account"]);
    }

    [Fact]
    public async Task Somebody_elses_is_answered_as_what_does_not_exist()
    {
        var id = (long)(await PostAsync(Order, who: "ann"))["order_id"]!;
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete, HttpMethod.Patch })
        {
            var body = method == HttpMethod.Patch ? """{"price":2}""" : "";
            var others = await AskAsync(method, $"/v1/orders/{id}", body, 404, "bob");
            var missing = await AskAsync(method, "/v1/orders/99999990", body, 404, "bob");
            Assert.Equal((string?)missing["code"], (string?)others["code"]);
            Assert.Equal(
                ((string)missing["detail"]!).Replace("99999990", $"{id}", StringComparison.Ordinal), (string?)others["detail"]);
        }

        var portfolio = await AskAsync(HttpMethod.Get, "/v1/portfolio/ann", status: 404, who: "bob");
        var none = await AskAsync(HttpMethod.Get, "/v1/portfolio/eve", status: 404, who: "bob");
        Assert.Equal(
            ((string)none["detail"]!).Replace("eve", "ann", StringComparison.Ordinal), (string?)portfolio["detail"]);
        Assert.Equal("open", (string?)(await AskAsync(HttpMethod.Get, $"/v1/orders/{id}", who: "ann"))["status"]);
    }

    [Fact]
    public async Task Only_an_admin_opens_accounts_and_moves_money()
    {
        const string Deposit = """{"asset":"USD","amount":5}""";
        await AskAsync(HttpMethod.Post, "/v1/accounts", """{"name":"ann:two"}""", 403, "ann");
        await AskAsync(HttpMethod.Post, "/v1/accounts", """{"name":"ann:two"}""", 202);
        await AskAsync(HttpMethod.Post, "/v1/accounts/ann:two/deposits", Deposit, 403, "ann");
        await AskAsync(HttpMethod.Post, "/v1/accounts/ann%3Atwo/deposits", Deposit, 202);
        var portfolio = await AskAsync(HttpMethod.Get, "/v1/portfolio/ann:two", who: "ann");
        Assert.Equal(5m, (decimal)portfolio["holdings"]![0]!["available"]!);
        await AskAsync(HttpMethod.Post, "/v1/accounts/ann:two/withdrawals", """{"asset":"USD","amount":6}""", 402);
    }
}
