using Bourse.Gateway.Auth;

namespace Bourse.Tests.Gateway.Auth;

/// <summary>Every operation that is served, asked by everybody that there is.</summary>
public sealed class AuthorizationMatrixTests(MatrixGateway gateway) : IClassFixture<MatrixGateway>
{
    private const int FirstInvalid = 5;
    private const int Callers = 7;

    public static TheoryData<string> OperationIds => [.. Matrix.Rows.Select(row => row.Operation)];

    [Fact]
    public void Every_operation_that_is_served_has_its_line() => Assert.Equal(
        Matrix.Rows.Select(row => row.Operation).Order(), gateway.Operations.Select(operation => operation.Id).Order());

    [Fact]
    public void Nothing_else_is_served_but_a_few_pages_of_market_data()
    {
        var pages = gateway.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<Bourse.Gateway.Rest.Operation>() is null)
            .ToList();
        Assert.Equal(Matrix.Pages.Order(), pages.Select(page => page.RoutePattern.RawText!).Order());
        Assert.All(pages, page => Assert.Equal(Access.Market, page.Metadata.GetMetadata<Page>()?.Access));
    }

    [Theory]
    [MemberData(nameof(OperationIds))]
    public async Task Each_is_let_in_or_not_as_its_line_says(string operation)
    {
        var (_, request, may) = Matrix.Rows.Single(row => row.Operation == operation);
        var served = gateway.Operations.Single(served => served.Id == operation);
        var found = "";
        for (var who = 0; who < FirstInvalid; who++)
            found += Letter(await gateway.AskAsync(request, who));
        Assert.Equal(may, found);
        var isOpen = served.Access == Access.Open && may == Matrix.Everybody;
        for (var who = FirstInvalid; who < Callers; who++)
            Assert.Equal(isOpen ? '+' : '-', Letter(await gateway.AskAsync(request, who)));
    }

    [Theory]
    [MemberData(nameof(OperationIds))]
    public async Task Where_market_data_is_not_open_nobody_unknown_is_let_in_but_for_health(string operation)
    {
        var (_, request, may) = Matrix.Rows.Single(row => row.Operation == operation);
        var isHealth = request.StartsWith("GET /health", StringComparison.Ordinal);
        Assert.Equal(isHealth ? '+' : '-', Letter(await gateway.AskAsync(request, who: 0, isMarketOpen: false)));
        Assert.Equal(may[1], Letter(await gateway.AskAsync(request, who: 1, isMarketOpen: false)));
    }

    [Fact]
    public async Task Pages_and_playback_are_market_data()
    {
        foreach (var path in Matrix.Pages.Concat(Matrix.Playbacks).Append("/nothing"))
        {
            var request = "GET " + path.Replace("{documentName}", "v1", StringComparison.Ordinal);
            foreach (var who in new[] { 0, FirstInvalid, Callers - 1 })
                Assert.Equal('-', Letter(await gateway.AskAsync(request, who, isMarketOpen: false)));
            Assert.NotEqual('-', Letter(await gateway.AskAsync(request, who: 0)));
            Assert.NotEqual('-', Letter(await gateway.AskAsync(request, who: 1, isMarketOpen: false)));
            Assert.Equal('-', Letter(await gateway.AskAsync(request, FirstInvalid)));
        }
    }

    private static char Letter(int status) => status switch
    {
        401 => '-',
        403 => 'x',
        404 => '?',
        >= 500 and not 503 => throw new InvalidOperationException($"An answer of {status}."),
        _ => '+',
    };
}
