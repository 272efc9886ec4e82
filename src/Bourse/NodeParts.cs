using Bourse.Feeds.Blotter;
using Bourse.Gateway;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Relay;
using Bourse.Gateway.WebSocket;
using Bourse.Journal;
using Bourse.Records;
using Bourse.Roles;
using Bourse.Ticks;

namespace Bourse;

/// <summary>The parts of a running node, in the order in which data flows; those of other roles are null.</summary>
internal sealed class NodeParts : IAsyncDisposable
{
    public Tape.Tape? Tape { get; set; }

    public TapeRole? TapeRole { get; set; }

    public List<FeedRole> Feeds { get; } = [];

    public LoadDesk? Loads { get; set; }

    /// <summary>The venues that are known; null where no feeds run here.</summary>
    public RegistryWatch? Registry { get; set; }

    /// <summary>The venues that are followed; null where none are to be.</summary>
    public FeedDesk? Venues { get; set; }

    public Engine.Engine? Exchange { get; set; }

    public ExchangeRole? ExchangeRole { get; set; }

    /// <summary>The market data of our own exchange on its way to the tape.</summary>
    public BlotterFeed? OwnMarket { get; set; }

    /// <summary>The journals of an exchange that another process runs.</summary>
    public JournalReader? Orders { get; set; }

    public JournalReader? Blotter { get; set; }

    public RecordsDatabase? Records { get; set; }

    public AuditTrail? Audit { get; set; }

    public PeopleDirectory? People { get; set; }

    public Authenticator? Authenticator { get; set; }

    public RecordsRole? RecordsRole { get; set; }

    public AlertRole? Alerts { get; set; }

    public BotRole? Bots { get; set; }

    public JournalReader Reader { get; set; } = null!;

    public TickStore Store { get; set; } = null!;

    public Fanout Fanout { get; set; } = null!;

    public LiveRole? Live { get; set; }

    /// <summary>Tells private channels what the exchange does; null where it does not run here.</summary>
    public BlotterRole? OrderEvents { get; set; }

    public DisconnectDesk? Disconnects { get; set; }

    public SocketHub? Hub { get; set; }

    public GatewayHost? Gateway { get; set; }

    public RelayServer? Relay { get; set; }

    public NodeMeter? Meter { get; set; }

    /// <summary>Running feeds, venues and loads asked for while running included.</summary>
    public IEnumerable<FeedRole> AllFeeds => Feeds.Concat(Venues?.All ?? []).Concat(Loads?.All ?? []);

    public async ValueTask DisposeAsync()
    {
        Meter?.Dispose();
        Registry?.Dispose();
        Relay?.Dispose();
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        if (Hub is not null)
            await Hub.DisposeAsync();
        OrderEvents?.Dispose();
        Authenticator?.Dispose();
        if (People is not null)
            await People.DisposeAsync();
        Alerts?.Dispose();
        Live?.Dispose();
        Bots?.Dispose();
        ExchangeRole?.Dispose();
        RecordsRole?.Dispose();
        Exchange?.Dispose();
        Audit?.Dispose();
        TapeRole?.Dispose();
        Feeds.ForEach(feed => feed.Dispose());
        Orders?.Dispose();
        Blotter?.Dispose();
        if (Tape is null)
            Reader?.Dispose();
        Tape?.Dispose();
    }
}
