using Bourse.Bots;
using Bourse.Feeds.Blotter;
using Bourse.Feeds.Playback;
using Bourse.Gateway;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Relay;
using Bourse.Gateway.Rest;
using Bourse.Gateway.WebSocket;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Records;
using Bourse.Roles;
using Bourse.Tape.Relay;
using Bourse.Ticks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Bourse;

/// <summary>The whole program, put together in the order in which data flows, and taken apart in the same order.</summary>
public sealed class Node : IAsyncDisposable
{
    // The longest path that a Unix socket can have on Linux is 107 bytes.
    private const int SocketPathBytesMax = 107;

    private readonly NodeOptions _options;
    private readonly ILogger _log;
    private readonly NodeParts _parts = new();

    private Node(NodeOptions options, ILogger log) => (_options, _log) = (options, log);

    /// <summary>Where REST and WebSocket are served; null without the gateway's role.</summary>
    public Uri? Address => _parts.Gateway?.Address;

    /// <summary>What was found and mended on opening the tape; null where this process only reads it.</summary>
    public RecoveryReport? Recovery => _parts.Tape?.Journal.Recovery;

    /// <summary>Everything that was on the tape at the start is being served.</summary>
    public bool IsCaughtUp => _parts.Live?.IsCaughtUp ?? true;

    /// <summary>Every feed that comes to an end has come to it.</summary>
    public bool IsLoaded => _parts.Feeds.All(
        feed => feed.Feed is not Feeds.Csv.CsvFeed || (feed.HasEnded && feed.Inlet.IsDrained));

    /// <summary>The instrument whose market bots make here; null when none do.</summary>
    public string? BotsSymbol => _parts.Bots is { Desk.State: BotState.Live } bots ? bots.Desk.Symbol : null;

    /// <summary>The venues that are followed now; null when none are to be.</summary>
    public IReadOnlyList<string>? VenuesFollowed => _parts.Venues is null
        ? null
        : [.. _parts.Registry!.Registry.Venues.Where(venue => venue.IsEnabled).Select(venue => venue.Code)];

    /// <summary>The key of a first user who was made now, once it is known; null for none.</summary>
    public Task<string?> FirstKey => _parts.People?.FirstKey ?? Task.FromResult<string?>(null);

    /// <summary>The last sequence that is in every answer.</summary>
    public long AppliedSequence => _parts.Store.AppliedSequence;

    /// <exception cref="JournalException">The tape is held by another process or damaged.</exception>
    /// <exception cref="Bourse.Engine.BlotterException">The exchange's journals do not belong together.</exception>
    /// <exception cref="Bourse.Engine.EngineUnavailableException">A new exchange could not be founded.</exception>
    /// <exception cref="GatewayException">The address cannot be listened on.</exception>
    /// <exception cref="Bourse.Feeds.FeedException">A feed's settings cannot be used.</exception>
    public static async Task<Node> StartAsync(NodeOptions options, ILogger log, TimeProvider clock)
    {
        var node = new Node(options, log);
        try
        {
            node.OpenTape(clock);
            await node.OpenExchangeAsync(clock);
            await node.OpenRecordsAsync(clock);
            await node.OpenPeopleAsync(clock);
            node.StartReading();
            node.StartFeeding(clock);
            await node.StartBotsAsync(clock);
            await node.StartServingAsync(clock);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Bots cancel what they have open, and so do clients that want that at the ends of their connections; the exchange
    /// answers what it was given, feeds stop, the tape drains, columns catch up, clients are told, the records are written,
    /// the journal is flushed and closed.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_parts.Bots is not null)
            await _parts.Bots.StopAsync();
        if (_parts.Disconnects is not null)
            await _parts.Disconnects.StopAsync();
        _parts.ExchangeRole?.Stop();
        _parts.OrderEvents?.Stop();
        _parts.Registry?.Dispose();
        _parts.Loads?.Cancel();
        _parts.Venues?.Cancel();
        _parts.Feeds.ForEach(feed => feed.Cancel());
        _parts.Feeds.ForEach(feed => feed.Join());
        _parts.Loads?.Join();
        _parts.Venues?.Join();
        _parts.TapeRole?.Stop();
        _parts.Live?.Stop();
        _parts.Alerts?.Stop();
        _parts.Hub?.Stop();
        if (_parts.Gateway is not null)
            await _parts.Gateway.StopAsync();
        _parts.RecordsRole?.Stop();
        await _parts.DisposeAsync();
    }

    private bool Has(RoleName role) => _options.Roles.Contains(role);

    private void OpenTape(TimeProvider clock)
    {
        var folder = DataDirectory.Create(_options.Data);
        if (Has(RoleName.Feeds))
        {
            _parts.Tape = Tape.Tape.Open(_options.Tape, _options.TapeJournal with { Directory = folder }, clock);
            _parts.TapeRole = new TapeRole(_parts.Tape, _log);
            _parts.Loads = new LoadDesk(_parts.Tape, _options, _log);
            _parts.Registry = NodeVenues.Watch(_options.Feeds.Venues, clock, _log);
        }

        _parts.Reader = _parts.Tape?.Journal.Reader ?? JournalReader.Open(folder);
    }

    private async Task OpenExchangeAsync(TimeProvider clock)
    {
        if (!Has(RoleName.Exchange))
            return;
        _parts.Exchange = Engine.Engine.Open(
            _options.Exchange with
            {
                Snapshots = _options.Exchange.Snapshots with { Directory = DataDirectory.SnapshotsIn(_options.Data) },
            },
            _options.OrdersJournal with { Directory = DataDirectory.OrdersIn(_options.Data) },
            _options.BlotterJournal with { Directory = DataDirectory.BlotterIn(_options.Data) },
            clock);
        foreach (var refused in _parts.Exchange.Recovery.RefusedSnapshots)
            _log.LogWarning("A snapshot of the exchange was passed over: {Snapshot}", refused);
        _parts.ExchangeRole = new ExchangeRole(_parts.Exchange);
        _parts.ExchangeRole.Start();
        await Engine.Founding.IfNewAsync(_parts.Exchange, _options.Exchange);
    }

    private async Task OpenRecordsAsync(TimeProvider clock)
    {
        if (!Has(RoleName.Gateway))
            return;
        _parts.Records = RecordsDatabase.Of(_options.Records, _options.Data);
        _parts.Audit = AuditTrail.Open(
            _options.AuditJournal with { Directory = DataDirectory.AuditIn(_options.Data) }, clock);
        await MigrateAsync(_parts.Records);
        var (orders, blotter) = OwnJournals();
        _parts.RecordsRole = new RecordsRole(
            new RecordsFollower(
                _parts.Records, orders, blotter, _parts.Audit.Reader, new Chance((ulong)clock.GetUtcNow().Ticks))
            {
                Traces = _parts.Exchange?.Traces,
            },
            _log);
        _parts.RecordsRole.Start();
    }

    // Without a server of records there is trading, and what was traded is written once it is there.
    private async Task MigrateAsync(RecordsDatabase records)
    {
        try
        {
            await records.MigrateAsync();
        }
        catch (Exception fault) when (records.IsPostgreSql && RecordsDatabase.IsFailure(fault))
        {
            _log.LogWarning("Records: {Reason}; going on without", fault.GetBaseException().Message);
        }
    }

    private async Task OpenPeopleAsync(TimeProvider clock)
    {
        if (_parts.Records is not { } records)
            return;
        _parts.People = await PeopleDirectory.StartAsync(records, clock, _log);
        var auth = _options.Gateway.Auth;
        var tokens = new TokenDesk(SigningKeys.Open(DataDirectory.KeysIn(_options.Data), clock), auth, clock);
        _parts.Authenticator = new Authenticator(_parts.People, tokens, auth, clock);
    }

    private void StartReading()
    {
        _parts.Store = new TickStore(_options.Ticks);
        _parts.Fanout = new Fanout(_parts.Store, _parts.Reader);
        _parts.Tape?.Journal.OnDurable(_parts.Fanout.Hops.OnDurable);
        if (!Has(RoleName.Gateway) && !Has(RoleName.Relay))
            return;
        _parts.Live = new LiveRole(_parts.Reader, _parts.Store, _parts.Fanout, _options.Tape.Wait);
        _parts.Live.Start();
        var prices = new TapePrices(_parts.Store, _options.Paper.Levels);
        _parts.Exchange?.FollowPrices(
            (symbol, now) => IsCaughtUp ? prices.Find(symbol, now) : null, _options.Paper);
    }

    private void StartFeeding(TimeProvider clock)
    {
        if (_parts.Tape is not { } tape)
            return;
        _parts.TapeRole!.Start();
        _parts.OwnMarket = OpenOwnMarket();
        foreach (var feed in NodeFeeds.Create(_options, clock).Append(_parts.OwnMarket))
            _parts.Feeds.Add(new FeedRole(feed, tape, _log));
        _parts.Feeds.ForEach(feed => feed.Start());
        _parts.Venues = NodeVenues.Desk(_options, tape, clock, _log);
        _parts.Registry!.Start(registry => _parts.Venues?.Apply(registry));
    }

    private async Task StartBotsAsync(TimeProvider clock)
    {
        if (_parts.Exchange is not { } exchange || !_options.Bots.IsEnabled)
            return;
        _parts.Bots = new BotRole(new BotDesk(exchange, _options.Bots, clock), _log);
        await _parts.Bots.StartAsync();
    }

    private BlotterFeed OpenOwnMarket()
    {
        var (orders, blotter) = OwnJournals();
        return new BlotterFeed(orders, blotter);
    }

    // An exchange of another process is followed by its files, from when there are any.
    private (JournalReader Orders, JournalReader Blotter) OwnJournals()
    {
        if (_parts.Exchange is { } exchange)
            return (exchange.Orders.Reader, exchange.Blotter.Reader);
        _parts.Orders ??= Follow(DataDirectory.OrdersIn(_options.Data));
        _parts.Blotter ??= Follow(DataDirectory.BlotterIn(_options.Data));
        return (_parts.Orders, _parts.Blotter);

        static JournalReader Follow(string folder) => JournalReader.Open(Directory.CreateDirectory(folder).FullName);
    }

    private async Task StartServingAsync(TimeProvider clock)
    {
        if (Has(RoleName.Relay))
            StartRelay();
        if (!Has(RoleName.Gateway))
            return;
        _parts.OrderEvents = FollowOrders();
        _parts.Hub = new SocketHub(
            _parts.Fanout, new SummaryText(_parts.Store).Write, _options.Gateway.WebSocket, clock)
        {
            Orders = _parts.OrderEvents?.Fanout,
            Disconnects = _parts.Disconnects,
        };
        var webhookSecrets = NodeAlerts.Start(_parts, _parts.Records!, _options, clock, _log);
        _parts.Meter = new NodeMeter(_parts);
        _parts.Gateway = await GatewayHost.StartAsync(
            _options.Gateway with { UnixSocket = SocketPath("bourse.sock") ?? "" },
            new GatewayParts
            {
                Ticks = _parts.Store,
                Tape = _parts.Reader,
                Clock = clock,
                Exchange = _parts.Exchange,
                Records = _parts.Records,
                RecordsProgress = _parts.RecordsRole!.Follower.Blotter,
                Audit = _parts.Audit,
                Authenticator = _parts.Authenticator,
                Authenticate = _parts.Authenticator!.AuthenticateAsync,
                IsStillValid = _parts.Authenticator.IsValid,
                Alerts = _parts.Alerts!.Reader,
                WebhookSecrets = webhookSecrets,
                AlertOptions = _options.Alerts,
                Socket = _parts.Hub,
                Playback = new PlaybackDesk(
                    _parts.Reader, _parts.Store.Instruments, DataDirectory.CapturesIn(_options.Data),
                    _options.Gateway.Playback, clock),
                IsCaughtUp = () => IsCaughtUp,
                Health = NodeHealth.Parts(_parts, clock),
                Feeds = _parts.Registry is null ? null : new FeedBoard(_parts).Report,
                DashboardFolder = Path.Combine(AppContext.BaseDirectory, "dashboard"),
                MapLocal = _parts.Loads is null ? null : MapLocal,
            });
    }

    private BlotterRole? FollowOrders()
    {
        if (_parts.Exchange is not { } exchange)
            return null;
        var role = new BlotterRole(new BlotterFanout(exchange, _options.Gateway.WebSocket));
        role.Start();
        _parts.Disconnects = new DisconnectDesk(
            exchange, _parts.Audit, _options.Gateway.WebSocket, role.Fanout.Counters, _log);
        return role;
    }

    private void MapLocal(IEndpointRouteBuilder app)
    {
        new LoadEndpoints(_parts.Loads!).Map(app);
        new FeedEndpoints(_parts.Registry!, _parts.Venues).Map(app);
    }

    private void StartRelay()
    {
        _parts.Relay = new RelayServer(
            _parts.Reader, _parts.Store.Instruments, Sources, _options.Relay, _log);
        if (_options.Relay.Unix && SocketPath("relay.sock") is { } path)
            _parts.Relay.Listen(RelayAddress.Parse($"unix:{path}"));
        if (_options.Relay.Tcp.Length > 0)
            _parts.Relay.Listen(RelayAddress.Parse(_options.Relay.Tcp));
    }

    private List<Source> Sources() => [.. _parts.Store.Feeds.Select(line => line.Source)];

    private string? SocketPath(string name)
    {
        var path = Path.GetFullPath(Path.Combine(_options.Data, name));
        if (System.Text.Encoding.UTF8.GetByteCount(path) <= SocketPathBytesMax)
            return path;
        _log.LogWarning("No socket {Name}: the path of the data directory is too long for one", name);
        return null;
    }
}
