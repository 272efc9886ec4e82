using System.Text;
using System.Text.Json.Nodes;
using Bourse.Gateway;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Gateway.Watching;
using Bourse.Records;
using Bourse.Tests.Engine;
using Microsoft.AspNetCore.Routing;

namespace Bourse.Tests.Gateway.Auth;

/// <summary>
/// A whole gateway with everybody that the matrix asks as: vic views, ann trades, bob trades too, root is an admin; one key
/// of ann's is over, another revoked.
/// </summary>
public sealed class MatrixGateway : IAsyncLifetime
{
    private readonly EngineFolder _folder = new();
    private readonly RunningEngine _engine;
    private readonly List<string> _keys = [];
    private KnownPeople _people = null!;
    private RunningGateway _open = null!;
    private RunningGateway _closed = null!;
    private string _spareKey = "";
    private int _names;

    public MatrixGateway() => _engine = _folder.Start().Prepare();

    internal IEnumerable<RouteEndpoint> Endpoints => _open.Host.Endpoints.OfType<RouteEndpoint>();

    internal IEnumerable<Operation> Operations =>
        Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<Operation>()).OfType<Operation>();

    public async ValueTask InitializeAsync()
    {
        _people = await KnownPeople.StartAsync();
        foreach (var (name, role) in new[]
        {
            ("vic", Role.Viewer), ("ann", Role.Trader), ("bob", Role.Trader), ("root", Role.Admin),
        })
            _keys.Add((await _people.AddAsync(name, role)).Text);
        _keys.Add((await _people.KeyAsync("ann", expires: _people.Directory.Time + 1)).Text);
        var revoked = await _people.KeyAsync("ann");
        _keys.Add(revoked.Text);
        await _people.Directory.RevokeAsync(revoked.Key!.Id);
        _people.Clock.Advance(TimeSpan.FromSeconds(1));
        _open = await StartAsync(OpenMarket.Auto);
        _closed = await StartAsync(OpenMarket.No);
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.DisposeAsync();
        await _open.DisposeAsync();
        await _people.DisposeAsync();
        _engine.Dispose();
        _folder.Dispose();
    }

    /// <summary>Asks as nobody (0), vic, ann, bob, root, with the key that is over, with the revoked one (6).</summary>
    public async Task<int> AskAsync(string request, int who, bool isMarketOpen = true)
    {
        var parts = (await FilledAsync(request)).Split(' ', 3);
        using var message = new HttpRequestMessage(new HttpMethod(parts[0]), parts[1]);
        if (parts.Length == 3)
            message.Content = new StringContent(parts[2], Encoding.UTF8, "application/json");
        if (who > 0)
            message.Headers.Add("X-API-Key", _keys[who - 1]);
        var client = isMarketOpen ? _open.Client : _closed.Client;
        using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    private Task<RunningGateway> StartAsync(OpenMarket market) => RunningGateway.StartAsync(
        ExampleMarket.Make(),
        new GatewayOptions { Auth = new AuthOptions { OpenMarketData = market } },
        parts => parts with
        {
            Exchange = _engine.Engine, Records = _people.Records, Feeds = ExampleFeeds.Report,
            WebhookSecrets = WebhookSecrets.Open(Path.Combine(_people.Folder, $"webhook-{market}")),
            Authenticator = _people.Authenticator, Authenticate = _people.Authenticator.AuthenticateAsync,
        });

    // Things of ann's, made when they are asked for: what has been cancelled or revoked shows nothing any more.
    private async Task<string> FilledAsync(string request)
    {
        foreach (var (place, path, body, name) in Matrix.Made)
            if (request.Contains(place, StringComparison.Ordinal))
            {
                var made = await MakeAsync(path, body.Replace("{new}", NewName(), StringComparison.Ordinal), name);
                request = request.Replace(place, made, StringComparison.Ordinal);
            }

        if (request.Contains("{client}", StringComparison.Ordinal))
        {
            var client = NewName();
            await MakeAsync("/v1/orders", Matrix.NamedOrder.Replace("{client}", client, StringComparison.Ordinal), "order_id");
            request = request.Replace("{client}", client, StringComparison.Ordinal);
        }

        if (request.Contains("{key}", StringComparison.Ordinal))
            request = request.Replace("{key}", await SpareKeyAsync(), StringComparison.Ordinal);
        if (request.Contains("{user}", StringComparison.Ordinal))
        {
            var name = NewName();
            await _people.Directory.AddAsync(name, Role.Viewer, null);
            request = request.Replace("{user}", name, StringComparison.Ordinal);
        }

        return request.Replace("{new}", NewName(), StringComparison.Ordinal);
    }

    private string NewName() => $"new{_names++}";

    // Made by ann, and named in its answer.
    private async Task<string> MakeAsync(string path, string body, string name)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        message.Headers.Add("X-API-Key", _keys[1]);
        using var answer = await _open.Client.SendAsync(message, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)![name]!.ToJsonString();
    }

    private async Task<string> SpareKeyAsync()
    {
        if (_people.Directory.Now.Key(_spareKey) is not { Revoked: null })
            _spareKey = (await _people.KeyAsync("ann", Scopes.Read | Scopes.Trade)).Key!.Id;
        return _spareKey;
    }
}
