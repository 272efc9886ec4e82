using System.Net;
using System.Text.RegularExpressions;

namespace Bourse.Tests.Gateway;

public partial class DocsTests
{
    [Fact]
    public async Task The_documentation_page_needs_nothing_but_this_server()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var page = await gateway.TextAsync("/docs");
        var links = Link().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.True(links.Count >= 4, page);
        foreach (var link in links)
        {
            Assert.StartsWith("/", link, StringComparison.Ordinal);
            using var response = await gateway.GetAsync(link);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        using var whole = await gateway.GetAsync("/docs");
        var policy = whole.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self'", policy);
        Assert.DoesNotContain("http", policy);
    }

    [Fact]
    public async Task The_page_at_the_root_leads_to_what_is_there()
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        foreach (Match match in Link().Matches(await gateway.TextAsync("/")))
            await gateway.TextAsync(match.Groups[1].Value);
    }

    [Fact]
    public async Task A_file_that_a_browser_has_already_is_not_sent_again()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var first = await gateway.GetAsync("/docs/swagger-ui.css");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs/swagger-ui.css");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Link();
}
