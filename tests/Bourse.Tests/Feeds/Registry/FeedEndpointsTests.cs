using System.Collections;
using System.Net;
using System.Text;
using Bourse.Commands;
using Bourse.Feeds.Registry;
using Bourse.Gateway;
using Bourse.Roles;
using Bourse.Tests.Gateway;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Tests.Feeds.Registry;

/// <summary>Administration over a real Unix socket; no venue is followed.</summary>
public sealed class FeedEndpointsTests : IAsyncDisposable
{
    private readonly RegistryFolder _folder = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("bourse-feeds-");
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero));
    private RegistryWatch? _watch;
    private RunningGateway? _gateway;

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        _watch?.Dispose();
        _folder.Dispose();
        _data.Delete(recursive: true);
    }

    private async Task StartAsync(params (string Name, string Value)[] variables)
    {
        _folder.Write(
            RegistryFolder.Venue("A", "\"X\", \"Y\""), RegistryFolder.Venue("B-2", "", ", \"enabled\": false"));
        var environment = new Hashtable();
        foreach (var (name, value) in variables)
            environment[name] = value;
        _watch = new RegistryWatch(_folder.File, RegistryOverrides.Of(environment), _clock, NullLogger.Instance);
        _watch.Start(_ => { });
        _gateway = await RunningGateway.StartAsync(
            options: new GatewayOptions { UnixSocket = Path.Combine(_data.FullName, "bourse.sock") },
            change: parts => parts with { MapLocal = new FeedEndpoints(_watch, null).Map });
    }

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var client = LocalServer.Find(_data.FullName)!;
        using var request = new HttpRequestMessage(method, "/local/feeds/" + path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private string Symbols(string venue) =>
        string.Join(' ', _watch!.Registry.Find(venue)!.Symbols.Select(symbol => symbol.Symbol));

    [Fact]
    public async Task A_symbol_that_is_added_is_in_the_file_and_in_force_when_it_is_answered()
    {
        await StartAsync();

        var answer = await SendAsync(HttpMethod.Post, "A/symbols", """{"symbol":"Z","name":"ZZ","tick":"0.5"}""");

        Assert.Equal((HttpStatusCode.OK, """{"venue":"A","enabled":true,"symbols":["X","Y","Z"]}"""), answer);
        Assert.Equal("X Y Z", Symbols("A"));
        Assert.Contains(
            "[\"X\", \"Y\", { \"symbol\": \"Z\", \"name\": \"ZZ\", \"tick\": \"0.5\" }]", _folder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_symbol_is_removed_and_a_venue_switched()
    {
        await StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Delete, "A/symbols/X")).Status);
        Assert.Equal("Y", Symbols("A"));
        Assert.Equal(
            (HttpStatusCode.OK, """{"venue":"B-2","enabled":true,"symbols":[]}"""),
            await SendAsync(HttpMethod.Post, "B-2", """{"enabled":true}"""));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, "A", """{"enabled":false}""")).Status);
        Assert.False(_watch!.Registry.Find("A")!.IsEnabled);
    }

    [Theory]
    [InlineData("POST", "A/symbols", """{"symbol":"x"}""", 400, "A: 'x' is not a symbol: 1 to 32 of A-Z, 0-9, . _ and -")]
    [InlineData("POST", "A/symbols", """{"symbol":"Z","lots":1}""", 400,
        "A: there is no member 'lots': a symbol has symbol, name, tick and lot")]
    [InlineData("POST", "A/symbols", "{", 400, null)]
    [InlineData("POST", "A/symbols", "", 400, null)]
    [InlineData("POST", "A/symbols", """{"symbol":"X"}""", 409, "A has X already")]
    [InlineData("POST", "N/symbols", """{"symbol":"X"}""", 404, "the registry has no venue N")]
    [InlineData("DELETE", "A/symbols/Q", null, 404, "A has no Q")]
    [InlineData("POST", "A", "{}", 400, "the body is not what is expected here")]
    [InlineData("POST", "A", """{"enabled":true,"x":1}""", 400, "the body is not what is expected here")]
    [InlineData("POST", "A/resync", """{"symbol":"X"}""", 404, "A X is not followed now")]
    [InlineData("POST", "A/resync", "{}", 404, "A is not followed now")]
    public async Task What_cannot_be_done_is_refused_with_the_reason_and_changes_nothing(
        string method, string path, string? body, int status, string? reason)
    {
        await StartAsync();
        var before = _folder.Text;

        var (answered, text) = await SendAsync(new HttpMethod(method), path, body);

        Assert.Equal(status, (int)answered);
        if (reason is not null)
            Assert.Equal(reason, text);
        Assert.NotEmpty(text);
        Assert.Equal(before, _folder.Text);
    }

    [Fact]
    public async Task What_the_environment_decides_cannot_be_changed_in_the_file()
    {
        await StartAsync(("BOURSE_VENUE_B_2_SYMBOLS", "Q"), ("BOURSE_VENUE_A_ENABLED", "true"));

        Assert.Equal(
            (HttpStatusCode.Conflict, "BOURSE_VENUE_B_2_SYMBOLS decides that, not the file"),
            await SendAsync(HttpMethod.Post, "B-2/symbols", """{"symbol":"X"}"""));
        Assert.Equal(
            HttpStatusCode.Conflict, (await SendAsync(HttpMethod.Post, "A", """{"enabled":false}""")).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, "A/symbols", """{"symbol":"Z"}""")).Status);
    }

    [Fact]
    public async Task While_the_file_has_mistakes_a_change_is_refused_with_them()
    {
        await StartAsync();
        _folder.WriteText(RegistryFolder.Of(RegistryFolder.Venue("A", "\"x\"")));

        var (status, reason) = await SendAsync(HttpMethod.Post, "A/symbols", """{"symbol":"Z"}""");

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.StartsWith("line 2: A: 'x' is not a symbol", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_changes_anything_over_the_network()
    {
        await StartAsync();

        using var answer = await _gateway!.Client.DeleteAsync("/local/feeds/A/symbols/X", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("X Y", Symbols("A"));
    }
}
