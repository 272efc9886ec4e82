using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Bourse.EndToEnd;

/// <summary>An alert on the synthetic market, from the command that makes it to who is told of it.</summary>
public sealed class AlertTests : IDisposable
{
    private readonly DataFolder _data = new();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task An_alert_on_the_synthetic_market_is_pushed_and_posted_and_found_in_history()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var hook = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hook";
        using var server = Server.Start(_data.Path, "--no-sample", "--set", $"Alerts:Webhooks:Allowed={hook}").WaitReady();
        Run("users", "add", "ann", "--role", "trader");
        var key = Run("keys", "create", "--user", "ann", "--output", "json")[0].GetProperty("key").GetString();
        var secret = Run("alerts", "secret", "--user", "ann", "--output", "json")[0].GetProperty("secret").GetString()!;
        using var socket = await JoinAsync(server, key!);
        var symbol = await SymbolAsync(server);
        var made = Run("alerts", "add", symbol, "price_above", "0.01", "--user", "ann", "--webhook", hook, "--output", "json")[0];

        var push = await EventAsync(socket);
        Assert.Equal(symbol, push.GetProperty("symbol").GetString());
        Assert.Equal(made.GetProperty("id").GetInt64(), push.GetProperty("alert").GetInt64());
        Assert.True(push.GetProperty("synthetic").GetBoolean());
        Assert.True(push.GetProperty("value").GetDecimal() >= 0.01m);

        var (signature, body) = await TakeAsync(listener);
        var posted = JsonSerializer.Deserialize<JsonElement>(body);
        Assert.Equal(push.GetProperty("id").GetInt64(), posted.GetProperty("id").GetInt64());
        var time = signature["t=".Length..signature.IndexOf(',')];
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        Assert.Equal($"t={time},v1={Convert.ToHexStringLower(hash)}", signature);

        var history = Run("alerts", "history", "--user", "ann", "--output", "json");
        Assert.Equal(push.GetProperty("sequence").GetInt64(), history[0].GetProperty("sequence").GetInt64());
        Assert.True(Run("alerts", "list", "--output", "json")[0].GetProperty("fired").ToString() is "yes" or "True");
        var health = (await server.GetAsync("/health")).GetProperty("parts").GetProperty("alerts");
        Assert.Equal("up", health.GetProperty("status").GetString());
    }

    [Fact]
    public void Watchlists_are_made_listed_and_deleted_on_the_command_line()
    {
        using var server = Server.Start(_data.Path, "--no-sample").WaitReady();
        Run("users", "add", "ann", "--role", "viewer");
        var made = Run("watchlists", "add", "Miners", "ASX:BHP", "RIO", "--user", "ann", "--output", "json")[0];
        Assert.Equal("ASX:BHP RIO", made.GetProperty("symbols").GetString());
        Assert.Equal(1, Run("watchlists", "list", "--output", "json").GetArrayLength());
        Run("watchlists", "remove", made.GetProperty("id").ToString(), "--output", "json");
        Assert.Equal(0, Run("watchlists", "list", "--user", "ann", "--output", "json").GetArrayLength());
        var refused = BourseProgram.Run("watchlists", "remove", "7", "--data", _data.Path);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("No watchlist has the id '7'. (unknown)", refused.Error, StringComparison.Ordinal);
    }

    private JsonElement Run(params string[] arguments)
    {
        var ended = BourseProgram.Run([.. arguments, "--data", _data.Path]);
        Assert.True(ended.ExitCode == 0, $"{string.Join(' ', arguments)}: {ended.Error}");
        return arguments[^1] == "json" ? JsonSerializer.Deserialize<JsonElement>(ended.Output) : default;
    }

    private static async Task<string> SymbolAsync(Server server)
    {
        for (var i = 0; i < 500; i++, await Task.Delay(20, Stopping))
        {
            var found = (await server.GetAsync("/api/v1/stocks/search?q=NOVA")).GetProperty("instruments");
            if (found.GetArrayLength() > 0)
                return $"{found[0].GetProperty("exchange").GetString()}:{found[0].GetProperty("symbol").GetString()}";
        }

        throw new TimeoutException("NOVA never came to the tape.");
    }

    private static async Task<ClientWebSocket> JoinAsync(Server server, string key)
    {
        var socket = new ClientWebSocket();
        var address = new UriBuilder(server.Http.BaseAddress!)
        {
            Scheme = "ws", Path = "/socket/websocket", Query = $"vsn=2.0.0&api_key={Uri.EscapeDataString(key)}",
        };
        await socket.ConnectAsync(address.Uri, Stopping);
        await socket.SendAsync(
            Encoding.UTF8.GetBytes("""["1","1","alerts:ann","phx_join",{}]"""), WebSocketMessageType.Text, true, Stopping);
        var reply = await ReceiveAsync(socket);
        Assert.Contains("\"ok\"", reply, StringComparison.Ordinal);
        return socket;
    }

    private static async Task<JsonElement> EventAsync(ClientWebSocket socket)
    {
        var frame = JsonSerializer.Deserialize<JsonElement>(await ReceiveAsync(socket));
        Assert.Equal(("alerts:ann", "alert"), (frame[2].GetString(), frame[3].GetString()));
        var payload = frame[4];
        return payload.TryGetProperty("data", out var data) ? data : payload;
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stopping);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var buffer = new byte[1 << 16];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    private static async Task<(string Signature, string Body)> TakeAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(Stopping);
        using var reader = new StreamReader(client.GetStream());
        var (signature, length) = ("", 0);
        while (await reader.ReadLineAsync(Stopping) is { Length: > 0 } line)
            if (line.StartsWith("X-Bourse-Signature: ", StringComparison.OrdinalIgnoreCase))
                signature = line["X-Bourse-Signature: ".Length..];
            else if (line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line["Content-Length: ".Length..]);
        var body = new char[length];
        await reader.ReadBlockAsync(body, Stopping);
        await client.GetStream().WriteAsync("HTTP/1.1 204 Taken\r\n\r\n"u8.ToArray(), Stopping);
        return (signature, new string(body));
    }
}
