using System.Net;
using System.Text.Json.Nodes;
using Bourse.Gateway;
using Bourse.Journal;
using Bourse.Tests.Ticks;

namespace Bourse.Tests.Gateway;

/// <summary>A gateway on a free port over a store that the test fills itself, and a client of it.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private readonly GatewayHost _host;
    private readonly DirectoryInfo _folder;
    private readonly JournalReader _tape;

    private RunningGateway(GatewayHost host, TickFeed feed, DirectoryInfo folder, JournalReader tape)
    {
        (_host, Feed, _folder, _tape) = (host, feed, folder, tape);
        Client = new HttpClient { BaseAddress = host.Address };
    }

    /// <summary>Fills the store; one thread.</summary>
    public TickFeed Feed { get; }

    public HttpClient Client { get; }

    public GatewayHost Host => _host;

    public static async Task<RunningGateway> StartAsync(
        TickFeed? feed = null, GatewayOptions? options = null, Func<GatewayParts, GatewayParts>? change = null)
    {
        feed ??= new TickFeed();
        var folder = Directory.CreateTempSubdirectory("bourse-gateway-");
        var tape = JournalReader.Open(folder.FullName);
        var parts = new GatewayParts { Ticks = feed.Store, Tape = tape, Clock = TimeProvider.System };
        var host = await GatewayHost.StartAsync(
            (options ?? new GatewayOptions()) with { Port = 0 },
            change is null ? parts : change(parts),
            TestContext.Current.CancellationToken);
        return new RunningGateway(host, feed, folder, tape);
    }

    public Task<HttpResponseMessage> GetAsync(string path) =>
        Client.GetAsync(path, TestContext.Current.CancellationToken);

    /// <summary>The body of an answer with that status, as it was sent.</summary>
    public async Task<string> TextAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await GetAsync(path);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, $"{path}: {(int)response.StatusCode} {text}");
        return text;
    }

    public async Task<JsonNode> JsonAsync(string path, HttpStatusCode status = HttpStatusCode.OK) =>
        JsonNode.Parse(await TextAsync(path, status))!;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync(TestContext.Current.CancellationToken);
        await _host.DisposeAsync();
        _tape.Dispose();
        _folder.Delete(recursive: true);
    }
}
