using System.Text;
using System.Text.Json.Nodes;
using Bourse.Gateway;
using Bourse.Gateway.Auth;
using Bourse.Records;
using Bourse.Tests.Engine;

namespace Bourse.Tests.Gateway;

/// <summary>
/// Tests that trade over HTTP, against an exchange of their own. Whoever asks is named by a header; the operator does where
/// there is none.
/// </summary>
public abstract class TradingOverHttp : IAsyncDisposable
{
    private const string WhoHeader = "X-Who";

    private readonly EngineFolder _folder = new();
    private readonly RunningEngine _engine;
    private readonly Task<RunningGateway> _gateway;

    protected TradingOverHttp()
    {
        _engine = _folder.Start().Prepare();
        _gateway = RunningGateway.StartAsync(change: parts => Change(parts) with
        {
            Exchange = _engine.Engine, Authenticate = context => ValueTask.FromResult(CallerOf(context.Request.Headers[WhoHeader])),
        });
    }

    protected static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private protected Task<RunningGateway> Gateway => _gateway;

    private protected RunningEngine Engine => _engine;

    /// <summary>Adds parts of the gateway that a test needs besides.</summary>
    private protected virtual GatewayParts Change(GatewayParts parts) => parts;

    public async ValueTask DisposeAsync()
    {
        await (await _gateway).DisposeAsync();
        _engine.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new order.</summary>
    protected Task<JsonNode> PostAsync(string body, string key = "", int status = 202, string who = "") =>
        AskAsync(HttpMethod.Post, "/v1/orders", body, status, who, key);

    /// <summary>The answer to a request, which must have that status; null where it has no body.</summary>
    protected async Task<JsonNode> AskAsync(
        HttpMethod method, string path, string body = "", int status = 200, string who = "", string key = "")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key.Length > 0)
            request.Headers.Add("Idempotency-Key", key);
        if (who.Length > 0)
            request.Headers.Add(WhoHeader, who);
        using var answer = await (await _gateway).Client.SendAsync(request, Stopping);
        var text = await answer.Content.ReadAsStringAsync(Stopping);
        Assert.True((int)answer.StatusCode == status, $"{method} {path} {body}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>"ann" trades with key 7, "ann/viewer" only reads, "nobody" is not known.</summary>
    private static Caller CallerOf(string? who) => who?.Split('/') switch
    {
        null or [""] => Caller.Operator,
        ["nobody"] => Caller.Nobody,
        [var user, "viewer"] => new Caller(user, Role.Viewer, Scopes.Read, "bk_viewer", 8),
        [var user, ..] => new Caller(user, Role.Trader, Scopes.Read | Scopes.Trade, "bk_trader", 7),
        _ => throw new ArgumentException("Nobody has an empty name.", nameof(who)),
    };
}
