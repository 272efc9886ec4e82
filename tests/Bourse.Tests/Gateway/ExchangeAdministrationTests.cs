using System.Text.Json.Nodes;

namespace Bourse.Tests.Gateway;

/// <summary>Listings, phases, limits and switches over HTTP.</summary>
public sealed class ExchangeAdministrationTests : TradingOverHttp
{
    private const string Buy = """{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":1,"price":1}""";

    [Fact]
    public async Task An_instrument_is_listed_shown_and_given_other_terms()
    {
        await AskAsync(HttpMethod.Post, "/v1/instruments", """{"symbol":"A:B/C","base":"A","quote":"USD","tick":"0.5","lot":2}""", 202);
        foreach (var symbol in new[] { "A:B%2FC", "A%3AB%2FC" })
            Assert.Equal("A", (string?)(await AskAsync(HttpMethod.Get, $"/v1/instruments/{symbol}", who: "bob"))["base"]);
        await AskAsync(HttpMethod.Patch, "/v1/instruments/A:B%2FC", """{"taker_rate":900}""", 202);
        var terms = (await AskAsync(HttpMethod.Get, "/v1/instruments/A:B%2FC"))["terms"]!;
        Assert.Equal((0.5m, 2m, 900), ((decimal)terms["tick"]!, (decimal)terms["lot"]!, (int)terms["taker_rate"]!));
        var first = await AskAsync(HttpMethod.Get, "/v1/instruments?limit=1");
        Assert.Equal("XYZ-USD", (string?)first["instruments"]![0]!["symbol"]);
        var second = await AskAsync(HttpMethod.Get, $"/v1/instruments?limit=1&cursor={first["next_cursor"]}");
        Assert.Equal("A:B/C", (string?)second["instruments"]![0]!["symbol"]);
        await AskAsync(HttpMethod.Post, "/v1/instruments", """{"symbol":"A:B/C","base":"A","quote":"USD","tick":1,"lot":1}""", 409);
    }

    [Fact]
    public async Task In_a_phase_that_takes_none_orders_are_refused()
    {
        await AskAsync(HttpMethod.Put, "/v1/instruments/XYZ-USD/phase", """{"phase":"halted"}""", 202);
        Assert.Equal("phase_forbids", (string?)(await PostAsync(Buy, status: 422))["code"]);
        Assert.Equal("halted", (string?)(await AskAsync(HttpMethod.Get, "/v1/instruments/XYZ-USD"))["phase"]);
        await AskAsync(HttpMethod.Put, "/v1/instruments/XYZ-USD/phase", "{}", 400);
        await AskAsync(HttpMethod.Put, "/v1/instruments/NOPE/phase", """{"phase":"halted"}""", 404);
    }

    [Theory]
    [InlineData("/v1/accounts/ann/kill", "account_killed")]
    [InlineData("/v1/instruments/XYZ-USD/kill", "instrument_killed")]
    [InlineData("/v1/exchange/kill", "venue_killed")]
    public async Task A_kill_switch_ends_orders_and_refuses_new_ones_until_it_is_off(string path, string code)
    {
        await PostAsync(Buy);
        Assert.Equal(1, (int)(await AskAsync(HttpMethod.Put, path, """{"on":true}""", 202))["orders"]!);
        Assert.Equal(code, (string?)(await PostAsync(Buy, status: 422))["code"]);
        await AskAsync(HttpMethod.Put, path, "{}", 400);
        await AskAsync(HttpMethod.Put, path, """{"on":false}""", 202);
        await PostAsync(Buy);
    }

    [Fact]
    public async Task Limits_of_an_account_are_set_and_kept_where_they_are_left_out()
    {
        await AskAsync(HttpMethod.Put, "/v1/accounts/ann/limits", """{"open_orders_max":1}""", 202);
        await AskAsync(HttpMethod.Put, "/v1/accounts/ann/limits", """{"order_value_max":50}""", 202);
        var account = await AskAsync(HttpMethod.Get, "/v1/accounts/ann", who: "ann");
        Assert.Equal((1, 50m), ((int)account["open_orders_max"]!, (decimal)account["order_value_max"]!));
        await PostAsync(Buy);
        Assert.Equal("open_orders_limit", (string?)(await PostAsync(Buy, status: 422))["code"]);
        await AskAsync(HttpMethod.Put, "/v1/accounts/bob/limits/XYZ-USD", """{"quantity_max":2}""", 202);
        const string TooMany = """{"account":"bob","symbol":"XYZ-USD","side":"buy","quantity":3,"price":1}""";
        Assert.Equal("position_limit", (string?)(await PostAsync(TooMany, status: 422))["code"]);
    }

    [Fact]
    public async Task A_tier_of_fees_is_set_and_taken_away()
    {
        await AskAsync(HttpMethod.Put, "/v1/fee-tiers/USD/1", """{"value_min":1000}""", 202);
        await AskAsync(HttpMethod.Delete, "/v1/fee-tiers/USD/1", status: 202);
        await AskAsync(HttpMethod.Put, "/v1/fee-tiers/USD/9", """{"value_min":1000}""", 422);
        await AskAsync(HttpMethod.Put, "/v1/fee-tiers/EUR/1", """{"value_min":1000}""", 404);
    }

    [Fact]
    public async Task Users_see_their_own_accounts_and_an_admin_all()
    {
        await AskAsync(HttpMethod.Post, "/v1/accounts", """{"name":"ann:two"}""", 202);
        Assert.Equal(["ann", "ann:two"], NamesOf(await AskAsync(HttpMethod.Get, "/v1/accounts", who: "ann")));
        Assert.Empty(NamesOf(await AskAsync(HttpMethod.Get, "/v1/accounts", who: "eve")));
        await AskAsync(HttpMethod.Get, "/v1/accounts?user=ann", status: 404, who: "bob");
        var first = await AskAsync(HttpMethod.Get, "/v1/accounts?limit=3");
        var second = await AskAsync(HttpMethod.Get, $"/v1/accounts?limit=3&cursor={first["next_cursor"]}");
        Assert.Equal(
            ["ann", "ann:two", "bob"], NamesOf(first).Concat(NamesOf(second)).Where(name => name[0] is 'a' or 'b').Order());
        await AskAsync(HttpMethod.Get, "/v1/accounts/ann", status: 404, who: "bob");
    }

    [Fact]
    public async Task The_portfolios_of_all_accounts_of_a_user_are_of_one_moment()
    {
        await AskAsync(HttpMethod.Post, "/v1/accounts", """{"name":"ann:two"}""", 202);
        var all = await AskAsync(HttpMethod.Get, "/v1/portfolio/ann?accounts=all", who: "ann");
        Assert.Equal(["ann", "ann:two"], all["portfolios"]!.AsArray().Select(one => (string)one!["account"]!));
        Assert.Single(all["portfolios"]!.AsArray().Select(one => (long)one!["sequence"]!).Distinct());
        await AskAsync(HttpMethod.Get, "/v1/portfolio/ann?accounts=all", status: 404, who: "bob");
    }

    [Fact]
    public async Task A_portfolio_is_of_the_sequence_that_is_asked_for_or_later()
    {
        var placed = await PostAsync(Buy);
        var portfolio = await AskAsync(HttpMethod.Get, $"/v1/portfolio/ann?min_sequence={placed["blotter_sequence"]}");
        Assert.True((long)portfolio["blotter_sequence"]! >= (long)placed["blotter_sequence"]!);
    }

    private static IEnumerable<string> NamesOf(JsonNode list) =>
        list["accounts"]!.AsArray().Select(account => (string)account!["account"]!);
}
