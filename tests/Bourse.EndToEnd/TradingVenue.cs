using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Bourse.EndToEnd;

/// <summary>
/// A venue on 127.0.0.1 that speaks Coinbase's protocol over a real WebSocket: each instrument that somebody subscribes to
/// has a book, and trades a hundred times a second for as long as it is subscribed to.
/// </summary>
internal sealed class TradingVenue : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;

    public TradingVenue()
    {
        var port = FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        Address = $"ws://127.0.0.1:{port}/";
        _accepting = AcceptAsync();
    }

    public string Address { get; }

    /// <summary>How often an instrument was subscribed to.</summary>
    public ConcurrentDictionary<string, int> Subscriptions { get; } = new();

    public int Connections { get; private set; }

    /// <summary>Stops it; once is enough.</summary>
    public void Dispose()
    {
        if (_stopping.IsCancellationRequested)
            return;
        _stopping.Cancel();
        _listener.Abort();
        _accepting.Wait();
        _stopping.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                var context = await _listener.GetContextAsync();
                var socket = (await context.AcceptWebSocketAsync(null)).WebSocket;
                Connections++;
                serving.Add(ServeAsync(socket));
            }
        }
        catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
        {
            // It was stopped.
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(WebSocket socket)
    {
        var followed = new ConcurrentDictionary<string, int>();
        var trading = TradeAsync(socket, followed);
        var buffer = new byte[1 << 16];
        try
        {
            while (socket.State == WebSocketState.Open)
            {
                var received = await socket.ReceiveAsync(buffer, _stopping.Token);
                if (received.MessageType == WebSocketMessageType.Close)
                    break;
                Hear(buffer.AsSpan(0, received.Count), followed);
            }
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException)
        {
            // The client went away, or it was stopped.
        }

        socket.Abort();
        await trading;
    }

    private void Hear(ReadOnlySpan<byte> frame, ConcurrentDictionary<string, int> followed)
    {
        var json = new Utf8JsonReader(frame);
        using var request = JsonDocument.ParseValue(ref json);
        var isNew = request.RootElement.GetProperty("type").GetString() == "subscribe";
        foreach (var product in request.RootElement.GetProperty("product_ids").EnumerateArray())
        {
            var name = product.GetString()!;
            if (!isNew)
                followed.TryRemove(name, out _);
            else if (followed.TryAdd(name, 0))
                Subscriptions.AddOrUpdate(name, 1, (_, count) => count + 1);
        }
    }

    // Trade ids have no holes: each connection goes on from what the clock says, so that no two have the same.
    private async Task TradeAsync(WebSocket socket, ConcurrentDictionary<string, int> followed)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var first = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        try
        {
            while (await pace.WaitForNextTickAsync(_stopping.Token))
                foreach (var name in followed.Keys)
                {
                    if (followed[name]++ == 0)
                        await SayAsync(
                            socket, $$"""{"type":"snapshot","product_id":"{{name}}","bids":[["100","1"]],"asks":[["101","2"]]}""");
                    await SayAsync(socket, Trade(name, first + followed[name]));
                }
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException or ObjectDisposedException
            or KeyNotFoundException)
        {
            // The client went away, or it was stopped.
        }
    }

    private static string Trade(string name, long id) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"type":"match","trade_id":{{id}},"side":"sell","size":"0.01","price":"100.5","product_id":"{{name}}",
        "sequence":{{id}},"time":"{{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.ffffffZ}}"}
        """);

    private Task SayAsync(WebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, _stopping.Token);
}
