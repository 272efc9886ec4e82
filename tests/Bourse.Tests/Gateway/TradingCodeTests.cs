using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Bourse.Exchange;
using Bourse.Gateway.Rest;
using Bourse.Gateway.Trading;

namespace Bourse.Tests.Gateway;

/// <summary>Each way in which a request of trading is refused: status, stable code, and the page that lists them.</summary>
public sealed partial class TradingCodeTests : TradingOverHttp
{
    private const string Order = """{"account":"ann","symbol":"XYZ-USD","side":"buy","quantity":1,"price":1}""";

    // What is refused before the exchange hears of it.
    private static readonly Dictionary<string, int> OfGateway = new()
    {
        [ProblemCode.InvalidParameter] = 400,
        [ProblemCode.UnknownParameter] = 400,
        [ProblemCode.InvalidCursor] = 400,
        [ProblemCode.MalformedRequest] = 400,
        [ProblemCode.Unauthenticated] = 401,
        [ProblemCode.Forbidden] = 403,
        [ProblemCode.UnknownInstrument] = 404,
        [ProblemCode.BodyTooLarge] = 413,
        [ProblemCode.TooManyRequests] = 429,
        [ProblemCode.ExchangeBusy] = 503,
        [ProblemCode.ExchangeReadOnly] = 503,
        [ProblemCode.ExchangeStopping] = 503,
        [ProblemCode.OutcomeUnknown] = 503,
        [ProblemCode.RecordsUnavailable] = 503,
        [ProblemCode.NotReady] = 503,
    };

    [Fact]
    public void The_page_lists_every_code_with_its_status()
    {
        var listed = Row().Matches(File.ReadAllText(Checkout.PathOf("docs/trading.md"))).ToDictionary(
            row => row.Groups["code"].Value, row => int.Parse(row.Groups["status"].Value, null));
        var expected = new Dictionary<string, int>(OfGateway);
        foreach (var reason in Enum.GetValues<RefusalReason>().Where(reason => reason != RefusalReason.None))
            expected[AnswerProblem.CodeOf(reason)] = AnswerProblem.StatusOf(reason);
        Assert.Equal(Sorted(expected), Sorted(listed));
    }

    [Fact]
    public async Task Each_status_is_answered_with_its_code_and_the_field_at_fault()
    {
        Assert.Equal(("invalid_parameter", "side"), await RefusedAsync(With(("buy", "hold")), 400));
        Assert.Equal(("malformed_request", null), await RefusedAsync("[]", 400));
        Assert.Equal(("unauthenticated", null), await RefusedAsync(Order, 401, "nobody"));
        Assert.Equal(("forbidden", null), await RefusedAsync(Order, 403, "ann/viewer"));
        Assert.Equal(("insufficient_funds", null), await RefusedAsync(With(("\"price\":1", "\"price\":10001")), 402));
        Assert.Equal(("insufficient_funds", null), await RefusedAsync(
            With(("buy", "sell"), ("\"quantity\":1", "\"quantity\":1001")), 402));
        Assert.Equal(("unknown_instrument", "symbol"), await RefusedAsync(With(("XYZ", "ABC")), 404));
        Assert.Equal(("account_unknown", "account"), await RefusedAsync(Order, 404, "bob"));
        Assert.Equal(("body_too_large", null), await RefusedAsync($$"""{"account":"{{new string('a', 17_000)}}"}""", 413));
        Assert.Equal(("price_off_tick", null), await RefusedAsync(With(("\"price\":1", "\"price\":1.001")), 422));
    }

    [Fact]
    public async Task A_key_may_be_repeated_but_not_used_for_another_body()
    {
        var first = await PostAsync(Order, "k", who: "ann");
        var again = await PostAsync(Order, "k", who: "ann");
        Assert.Equal(((long)first["order_id"]!, true), ((long)again["order_id"]!, (bool)again["repeated"]!));
        var other = await PostAsync(With(("buy", "sell")), "k", 409, "ann");
        Assert.Equal("client_id_taken", (string?)other["code"]);
        await PostAsync(With(("ann", "bob")), "k", who: "bob");
        await PostAsync(With(("}", ",\"client_order_id\":\"other\"}")), "k", 400, "ann");
        var transfer = """{"asset":"USD","amount":1}""";
        await AskAsync(HttpMethod.Post, "/v1/accounts/ann/deposits", transfer, 202, key: "t");
        Assert.True((bool)(await AskAsync(HttpMethod.Post, "/v1/accounts/ann/deposits", transfer, 202, key: "t"))["repeated"]!);
        await AskAsync(HttpMethod.Post, "/v1/accounts/ann/withdrawals", transfer, 409, key: "t");
    }

    [Fact]
    public async Task An_exchange_that_is_stopping_says_when_to_try_again()
    {
        Engine.Stop();
        using var answer = await (await Gateway).Client.PostAsync(
            "/v1/orders", new StringContent(Order, Encoding.UTF8, "application/json"), Stopping);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("exchange_stopping", await answer.Content.ReadAsStringAsync(Stopping), StringComparison.Ordinal);
        await AskAsync(HttpMethod.Get, "/v1/portfolio/ann", status: 503);
    }

    [Theory]
    [InlineData("""{"account":"ann","symbol":"XYZ-USD","s\u0069de":"buy"}""", 400)]
    [InlineData("""{"symbol":"XYZ\u002dUSD","side":"buy","quantity":"\u0031","price":1,"account":"ann"}""", 202)]
    [InlineData("""{"symbol":{"a":1},"side":"buy","account":"ann"}""", 400)]
    [InlineData("""{"symbol":"XYZ-USD","side":"buy","quantity":1,"price":1,"account":"ann"} {}""", 400)]
    [InlineData("""{"symbol":"XYZ-USD","side":"buy","quantity":1,"price":1,"account":"ann","post_only":null}""", 202)]
    [InlineData("""{"symbol":"XYZ-USD","side":"buy","quantity":1,"price":1,"account":"ann","post_only":"yes"}""", 400)]
    [InlineData("""{"a":[[]]}""", 400)]
    public Task A_body_is_read_as_JSON_has_it(string body, int status) => PostAsync(body, status: status);

    private static IEnumerable<KeyValuePair<string, int>> Sorted(Dictionary<string, int> codes) =>
        codes.OrderBy(one => one.Key, StringComparer.Ordinal);

    private static string With(params ReadOnlySpan<(string Old, string New)> changes)
    {
        var order = Order;
        foreach (var (before, after) in changes)
            order = order.Replace(before, after, StringComparison.Ordinal);
        return order;
    }

    private async Task<(string? Code, string? Field)> RefusedAsync(string body, int status, string who = "")
    {
        var problem = await PostAsync(body, status: status, who: who);
        return ((string?)problem["code"], (string?)problem["field"]);
    }


    [GeneratedRegex(@"^\| `(?<code>[a-z_]+)` \| (?<status>\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
