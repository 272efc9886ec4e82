using Bourse.Exchange;
using Bourse.Gateway;
using Bourse.Gateway.Auth;
using Bourse.Gateway.WebSocket;
using Bourse.Journal;
using Bourse.Records;
using Bourse.Tests.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Tests.Gateway;

/// <summary>
/// An exchange with ann and bob at work, and a socket that tells what it does. Accounts 2 and 3 have 10,000 USD and 1,000 XYZ.
/// </summary>
internal sealed class ExchangeSocket : IAsyncDisposable
{
    private readonly EngineFolder _folder = new();
    private readonly DirectoryInfo _auditFolder = Directory.CreateTempSubdirectory("bourse-audit-");
    private readonly LiveMarket _market = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _reading;

    private ExchangeSocket(WebSocketLimits limits)
    {
        Exchange = _folder.Start().Prepare();
        Fanout = new BlotterFanout(Exchange.Engine, limits);
        _reading = new Thread(() => Fanout.Run(_stopping.Token)) { Name = "blotter" };
        _reading.Start();
        Audit = AuditTrail.Open(
            new JournalOptions { Directory = Path.Combine(_auditFolder.FullName, "audit"), SegmentBytes = 1 << 16 },
            TimeProvider.System);
        Disconnects = new DisconnectDesk(Exchange.Engine, Audit, limits, Fanout.Counters, NullLogger.Instance);
    }

    public RunningEngine Exchange { get; }

    public BlotterFanout Fanout { get; }

    /// <summary>The exchange's.</summary>
    public ManualClock Clock => _folder.Clock;

    public AuditTrail Audit { get; }

    public DisconnectDesk Disconnects { get; }

    public SocketCallers Callers { get; } = new();

    public SocketServer Server { get; private set; } = null!;

    public JournalReader Blotter => Exchange.Engine.Blotter.Reader;

    public static async Task<ExchangeSocket> StartAsync(
        WebSocketLimits? limits = null, AuthOptions? options = null)
    {
        limits ??= new WebSocketLimits();
        var socket = new ExchangeSocket(limits);
        socket.Server = await SocketServer.StartAsync(
            socket._market, limits, orders: socket.Fanout, disconnects: socket.Disconnects,
            change: socket.Callers.Into, options: new GatewayOptions { Auth = options ?? new AuthOptions() });
        return socket;
    }

    public Task DefineAsync(string symbol)
    {
        _market.Define(symbol);
        return _market.PublishedAsync();
    }

    public Task<PhoenixClient> ConnectAsync(Caller caller) => PhoenixClient.ConnectAsync(Server, SocketCallers.QueryOf(caller));

    /// <summary>The blotter's sequences of an account, of everybody for 0, read from the file itself.</summary>
    public List<long> SequencesOf(int account, long from = 1)
    {
        var sequences = new List<long>();
        using var cursor = Blotter.OpenCursor(from);
        while (cursor.TryRead(out var found))
        {
            var record = new BlotterRecord((EventType)found.Type, found.Payload);
            if (account == 0 ? record.Header.Account != 0 : record.Header.Account == account)
                sequences.Add(found.Sequence);
        }

        return sequences;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _stopping.CancelAsync();
        _reading.Join();
        Fanout.Dispose();
        await Disconnects.StopAsync();
        Audit.Dispose();
        Exchange.Dispose();
        _auditFolder.Delete(recursive: true);
        _market.Dispose();
        _stopping.Dispose();
        _folder.Dispose();
    }
}
