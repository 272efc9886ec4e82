using System.Text;
using System.Text.Json.Nodes;
using Bourse.Tests.Engine;

namespace Bourse.Tests.Gateway;

/// <summary>Tests that trade over HTTP, against an exchange of their own.</summary>
public abstract class TradingOverHttp : IAsyncDisposable
{
    private readonly EngineFolder _folder = new();
    private readonly RunningEngine _engine;
    private readonly Task<RunningGateway> _gateway;

    protected TradingOverHttp()
    {
        _engine = _folder.Start().Prepare();
        _gateway = RunningGateway.StartAsync(change: parts => parts with { Exchange = _engine.Engine });
    }

    protected static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private protected Task<RunningGateway> Gateway => _gateway;

    public async ValueTask DisposeAsync()
    {
        await (await _gateway).DisposeAsync();
        _engine.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task<JsonNode> PostAsync(string body, string key = "", int status = 202)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (key.Length > 0)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await (await _gateway).Client.SendAsync(request, Stopping);
        var text = await answer.Content.ReadAsStringAsync(Stopping);
        Assert.True((int)answer.StatusCode == status, $"{body}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
