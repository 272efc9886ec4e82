using System.Text.Json;

namespace Bourse.EndToEnd;

/// <summary>Log lines as JSON, and how they are found from an answer.</summary>
public sealed class LogTests : IDisposable
{
    private readonly DataFolder _data = new();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("mine-4711")]
    public async Task A_request_that_failed_is_found_in_the_log_by_the_id_of_its_answer(string given)
    {
        using var server = Server.Start(
            _data.Path, "--no-sample", "--no-synthetic", "--log-format", "Json", "--set", "Gateway:LogLevel=Debug").WaitServing();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stocks/NOPE/trades");
        if (given.Length > 0)
            request.Headers.Add("X-Correlation-ID", given);
        using var answer = await server.Http.SendAsync(request, Stopping);
        var id = answer.Headers.GetValues("X-Correlation-ID").Single();
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Stopping));
        Assert.Equal(id, problem.GetProperty("correlation_id").GetString());
        if (given.Length > 0)
            Assert.Equal(given, id);

        server.WaitFor(() => Lines(server).Any(line => ScopeHas(line, id)), "logged");
        var logged = Lines(server).Single(line => ScopeHas(line, id)).GetProperty("State");
        Assert.Equal(("getTrades", 404), (logged.GetProperty("Operation").GetString(), logged.GetProperty("Status").GetInt32()));
    }

    private static List<JsonElement> Lines(Server server) =>
    [
        .. server.Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonSerializer.Deserialize<JsonElement>(line)),
    ];

    private static bool ScopeHas(JsonElement line, string id) => line.GetProperty("Scopes").EnumerateArray().Any(
        scope => scope.ValueKind == JsonValueKind.Object && scope.TryGetProperty("CorrelationId", out var own) && own.GetString() == id);
}
