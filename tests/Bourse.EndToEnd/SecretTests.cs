using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Bourse.EndToEnd;

/// <summary>Keys, passwords and tokens are nowhere but with those they were given to.</summary>
public sealed class SecretTests
{
    private const string Password = "a sentence nobody else knows";
    private const string WrongPassword = "a sentence that is not the one";

    [Fact]
    public async Task No_secret_is_logged_answered_audited_measured_or_kept()
    {
        using var folder = new DataFolder();
        var secrets = new List<string>();
        var told = new StringBuilder();
        using (var server = Server.Start(
            folder.Path, "--no-sample", "--no-synthetic", "--set", "Gateway:LogFormat=Json", "--set", "Gateway:LogLevel=Trace",
            "--set", "Gateway:Auth:PasswordRounds=1000").WaitServing())
        {
            server.WaitFor(() => server.Output.Contains("First start", StringComparison.Ordinal), "showing its first key");
            var first = server.Output.Split("with the key ")[1].Split('\n')[0].Trim();
            var key = await KeyAsync(server);
            var token = await TokenAsync(server, key);
            await AppendAnswersAsync(told, server, key, token);
            secrets.AddRange([SecretOf(key), token.Split('.')[2], Password, WrongPassword]);
            // Of the first key everything is said once.
            Assert.Equal(2, server.Output.Split(SecretOf(first)).Length);
            secrets.Add(SecretOf(first));
            server.Terminate();
            told.Append(server.Output.Replace(SecretOf(first), "", StringComparison.Ordinal));
        }

        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, told.ToString(), StringComparison.Ordinal);
            foreach (var file in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories))
                Assert.True(
                    File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, $"{secret} is in {file}");
        }
    }

    [Fact]
    public void A_lost_key_is_replaced_by_whoever_runs_the_program()
    {
        using var folder = new DataFolder();
        using var server = Server.Start(folder.Path, "--no-sample", "--no-synthetic").WaitServing();
        Assert.Equal(0, BourseProgram.Run("users", "add", "ann", "--data", folder.Path).ExitCode);
        var made = BourseProgram.Run("keys", "create", "--user", "ann", "--data", folder.Path, "--output", "json");
        var key = JsonSerializer.Deserialize<JsonElement>(made.Output)[0].GetProperty("key").GetString()!;
        var listed = BourseProgram.Run("keys", "list", "--user", "ann", "--data", folder.Path);
        Assert.Contains(key.Split('.')[0], listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(SecretOf(key), listed.Output, StringComparison.Ordinal);
        Assert.Equal(0, BourseProgram.Run("keys", "revoke", key.Split('.')[0], "--data", folder.Path).ExitCode);
        Assert.Contains(
            "revoked", BourseProgram.Run("keys", "list", "--data", folder.Path).Output, StringComparison.Ordinal);
        Assert.Equal(1, BourseProgram.Run("users", "add", "bot-x", "--data", folder.Path).ExitCode);
    }

    private static string SecretOf(string key) => key.Split('.')[1];

    private static async Task<string> KeyAsync(Server server)
    {
        await server.Local.PostAsJsonAsync(
            "/v1/users", new { user = "ann", role = "trader", password = Password }, TestContext.Current.CancellationToken);
        using var answer = await server.Local.PostAsJsonAsync(
            "/v1/keys", new { user = "ann" }, TestContext.Current.CancellationToken);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return made.GetProperty("key").GetString()!;
    }

    private static async Task<string> TokenAsync(Server server, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/tokens") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("X-API-Key", key);
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return made.GetProperty("token").GetString()!;
    }

    /// <summary>Sends the secrets wherever one could, right and wrong, and keeps what is answered.</summary>
    private static async Task AppendAnswersAsync(StringBuilder told, Server server, string key, string token)
    {
        string[] paths =
        [
            "/v1/me", "/v1/keys", "/v1/users/ann", "/v1/audit", "/metrics", "/health", $"/v1/me?api_key={key}",
            $"/socket/websocket?vsn=2.0.0&api_key={key}", $"/socket/websocket?vsn=2.0.0&token={token}&api_key={key}",
            "/playback/coinbase?api_key=" + key, "/nothing?token=" + token,
        ];
        foreach (var path in paths)
            foreach (var (header, value) in new[]
            {
                ("X-API-Key", key), ("X-API-Key", key + "x"), ("Authorization", "Bearer " + token),
                ("Authorization", "Bearer " + token + "x"), ("Authorization", "Basic " + key),
            })
                await AppendAsync(told, server.Http, HttpMethod.Get, path, header, value, "");
        foreach (var password in new[] { Password, WrongPassword })
            await AppendAsync(
                told, server.Http, HttpMethod.Patch, "/v1/users/ann", "X-API-Key", key,
                $$"""{"password":"{{Password}}","current_password":"{{password}}"}""");
        await AppendAsync(
            told, server.Http, HttpMethod.Post, "/v1/tokens", "X-None", "1", $$"""{"user":"ann","password":"{{WrongPassword}}"}""");
        await AppendAsync(told, server.Local, HttpMethod.Get, "/v1/audit", "X-None", "1", "");
        await AppendAsync(told, server.Http, HttpMethod.Get, "/metrics", "X-None", "1", "");
    }

    private static async Task AppendAsync(
        StringBuilder told, HttpClient client, HttpMethod method, string path, string header, string value, string body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation(header, value);
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        told.Append(answer.Headers).Append(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
