using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Bourse.Benches;

/// <summary>
/// An alert from the order that fires it to its user's socket: a trade above the alert's price, then one below it, again
/// and again. Everything between is in the time: the order on disk, its trade on the tape, the firing in the records.
/// </summary>
internal sealed class AlertDelivery(ServedProgram served, string user, string key)
{
    private const string Symbol = "ALERT-USD";
    private const int WarmUp = 20;
    private const int UntilDeliveredMillis = 10_000;

    private static readonly (string Maker, string Taker) Accounts = ("alert-maker", "alert-taker");

    private readonly byte[] _received = new byte[1 << 16];
    private readonly LatencyHistogram _latencies = new();

    public async Task<LatencyHistogram> RunAsync(int firings)
    {
        await PrepareAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(
            new Uri($"ws://127.0.0.1:{served.Address.Port}/socket/websocket?vsn=2.0.0&api_key={key}"), CancellationToken.None);
        await SayAsync(socket, $"""["1","1","alerts:{user}","phx_join",""" + "{}]");
        await HearAsync(socket, "phx_reply");
        for (var i = 0; i < firings + WarmUp; i++)
        {
            await TradeAsync("99");
            await OrderAsync(Accounts.Maker, "sell", "101");
            var start = TimedRecords.Now();
            await OrderAsync(Accounts.Taker, "buy", "101");
            await HearAsync(socket, "alert");
            if (i >= WarmUp)
                _latencies.Record(TimedRecords.Now() - start);
        }

        return _latencies;
    }

    private async Task PrepareAsync()
    {
        await PostAsync("/v1/instruments", new JsonObject
        {
            ["symbol"] = Symbol, ["base"] = "ALERT", ["quote"] = "USD", ["tick"] = "1", ["lot"] = "1",
        });
        foreach (var account in new[] { Accounts.Maker, Accounts.Taker })
        {
            await PostAsync("/v1/accounts", new JsonObject { ["name"] = account });
            foreach (var asset in new[] { "USD", "ALERT" })
                await PostAsync(
                    $"/v1/accounts/{account}/deposits", new JsonObject { ["asset"] = asset, ["amount"] = 10_000_000 });
        }

        await TradeAsync("99");
        await served.WaitCaughtUpAsync();
        await PostAsync("/v1/alerts?user=" + user, new JsonObject
        {
            ["symbol"] = $"BOURSE:{Symbol}", ["kind"] = "price_above", ["threshold"] = "100", ["repeat"] = true,
        });
    }

    private async Task TradeAsync(string price)
    {
        await OrderAsync(Accounts.Maker, "sell", price);
        await OrderAsync(Accounts.Taker, "buy", price);
    }

    private Task OrderAsync(string account, string side, string price) => PostAsync("/v1/orders", new JsonObject
    {
        ["account"] = account, ["symbol"] = Symbol, ["side"] = side, ["price"] = price, ["quantity"] = 1,
    });

    private async Task PostAsync(string path, JsonObject body)
    {
        using var answer = await served.Operator.PostAsJsonAsync(path, body);
        if (!answer.IsSuccessStatusCode && answer.StatusCode != System.Net.HttpStatusCode.Conflict)
            throw new InvalidOperationException(
                $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static Task SayAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    private async Task HearAsync(ClientWebSocket socket, string name)
    {
        using var patience = new CancellationTokenSource(UntilDeliveredMillis);
        while (true)
        {
            var frame = await socket.ReceiveAsync(_received, patience.Token);
            if (frame.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException("The server closed the socket.");
            var message = JsonNode.Parse(_received.AsSpan(0, frame.Count))!;
            if ((string?)message[3] == name)
                return;
        }
    }
}
