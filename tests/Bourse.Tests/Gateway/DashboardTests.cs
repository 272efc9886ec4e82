using System.IO.Compression;
using System.Net;

namespace Bourse.Tests.Gateway;

/// <summary>How the screen's files are served; what it shows is looked at in a browser elsewhere.</summary>
public sealed class DashboardTests : IDisposable
{
    private const string Script = "console.log('the screen');";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bourse-dashboard-");

    public DashboardTests()
    {
        var assets = _folder.CreateSubdirectory("assets").FullName;
        File.WriteAllText(Path.Combine(_folder.FullName, "index.html"), "<!doctype html><title>The screen</title>");
        File.WriteAllText(Path.Combine(assets, "index-4f2a.js"), Script);
        File.WriteAllText(Path.Combine(assets, "large-77b1.css"), new string(' ', 5_000));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("/")]
    [InlineData("/market")]
    [InlineData("/market/ASX:BHP")]
    [InlineData("/trade")]
    [InlineData("/trade/ASX:BHP")]
    [InlineData("/summary")]
    [InlineData("/alerts")]
    [InlineData("/status")]
    public async Task A_path_of_the_screen_is_its_page_which_a_browser_asks_for_each_time(string path)
    {
        await using var gateway = await StartAsync();
        using var response = await gateway.GetAsync(path);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.True(response.Headers.CacheControl!.NoCache);
        Assert.Contains("The screen", await gateway.TextAsync(path));
    }

    [Fact]
    public async Task Scripts_are_named_by_their_content_and_kept_for_ever()
    {
        await using var gateway = await StartAsync();
        using var response = await gateway.GetAsync("/assets/index-4f2a.js");
        Assert.Equal("text/javascript; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=31536000, immutable", response.Headers.GetValues("Cache-Control").Single());
        Assert.Equal(Script, await gateway.TextAsync("/assets/index-4f2a.js"));
    }

    [Fact]
    public async Task Only_scripts_and_styles_of_this_server_may_run()
    {
        await using var gateway = await StartAsync();
        using var response = await gateway.GetAsync("/");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("connect-src 'self';", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/v1/nothing")]
    [InlineData("/market/ASX:BHP/nothing")]
    [InlineData("/assets/nothing.js")]
    [InlineData("/assets/..%2findex.html")]
    public async Task What_is_not_there_is_a_problem_and_no_page(string path)
    {
        await using var gateway = await StartAsync();
        var problem = await gateway.JsonAsync(path, HttpStatusCode.NotFound);
        Assert.Equal("not_found", (string)problem["code"]!);
    }

    [Fact]
    public async Task What_a_browser_has_already_is_not_sent_again()
    {
        await using var gateway = await StartAsync();
        using var first = await gateway.GetAsync("/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("gzip, deflate, br", true)]
    [InlineData("br", false)]
    [InlineData("gzip;q=0", false)]
    public async Task Large_files_are_compressed_for_whoever_takes_that(string accepted, bool isCompressed)
    {
        await using var gateway = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/large-77b1.css");
        request.Headers.Add("Accept-Encoding", accepted);
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(isCompressed, response.Content.Headers.ContentEncoding.Contains("gzip"));
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using var plain = isCompressed ? new GZipStream(body, CompressionMode.Decompress) : body;
        using var reader = new StreamReader(plain);
        Assert.Equal(5_000, (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task Without_a_dashboard_the_root_is_the_plain_page_that_is_always_at_about()
    {
        await using var without = await RunningGateway.StartAsync();
        Assert.Equal(await without.TextAsync("/about"), await without.TextAsync("/"));
        await using var with = await StartAsync();
        Assert.Contains("A market is being served here", await with.TextAsync("/about"));
    }

    [Fact]
    public async Task The_screen_opens_without_a_key_where_its_numbers_do_not()
    {
        await using var gateway = await RunningGateway.StartAsync(
            options: new() { Auth = new() { OpenMarketData = Bourse.Gateway.Auth.OpenMarket.No } },
            change: parts => parts with { DashboardFolder = _folder.FullName });
        await gateway.TextAsync("/");
        await gateway.TextAsync("/assets/index-4f2a.js");
        await gateway.TextAsync("/api/v1/market/summary", HttpStatusCode.Unauthorized);
    }

    private Task<RunningGateway> StartAsync() =>
        RunningGateway.StartAsync(change: parts => parts with { DashboardFolder = _folder.FullName });
}
