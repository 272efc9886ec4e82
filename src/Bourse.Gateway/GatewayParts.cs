using Bourse.Feeds.Playback;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Feeds;
using Bourse.Gateway.Health;
using Bourse.Gateway.Watching;
using Bourse.Gateway.WebSocket;
using Bourse.Journal;
using Bourse.Records;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bourse.Gateway;

/// <summary>The finished objects that the gateway answers from. It owns none of them.</summary>
public sealed record GatewayParts
{
    public required TickStore Ticks { get; init; }

    /// <summary>The tape, from which past books are read again.</summary>
    public required JournalReader Tape { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>The WebSocket's clients; null where there is no WebSocket.</summary>
    public SocketHub? Socket { get; init; }

    /// <summary>Who plays the past in venues' protocols; null where nobody does.</summary>
    public PlaybackDesk? Playback { get; init; }

    /// <summary>
    /// True once everything that was on the tape at the start is in <see cref="Ticks"/>; until then market data is
    /// answered with 503 rather than with a part of it. Quick; any thread.
    /// </summary>
    public Func<bool> IsCaughtUp { get; init; } = () => true;

    /// <summary>Who can say how the parts of the program are, in the order in which they are shown.</summary>
    public IReadOnlyList<HealthPart> Health { get; init; } = [];

    /// <summary>Our own exchange; null where it does not run here.</summary>
    public Engine.Engine? Exchange { get; init; }

    /// <summary>
    /// Who makes a request: called once for each, before anything else. Null: clients of the Unix socket are the operator,
    /// all others nobody.
    /// </summary>
    public Func<HttpContext, ValueTask<Caller>>? Authenticate { get; init; }

    /// <summary>
    /// Whether somebody who connected before may still be there: false once a key is revoked or over, or its user disabled.
    /// Quick; any thread.
    /// </summary>
    public Func<Caller, bool> IsStillValid { get; init; } = _ => true;

    /// <summary>Who knows users, keys and tokens, for the paths that serve them; null where there are none.</summary>
    public Authenticator? Authenticator { get; init; }

    /// <summary>The books and records; null where there are none.</summary>
    public RecordsDatabase? Records { get; init; }

    /// <summary>
    /// How far the blotter is in the records: a client that was told a blotter sequence can wait until they have it.
    /// </summary>
    public ReaderProgress RecordsProgress { get; init; } = new();

    /// <summary>Watches alerts here; null where another process does.</summary>
    public AlertReader? Alerts { get; init; }

    /// <summary>What webhooks are signed with; null where none are sent.</summary>
    public WebhookSecrets? WebhookSecrets { get; init; }

    /// <summary>How many watchlists and alerts there may be, and where webhooks may go.</summary>
    public AlertOptions AlertOptions { get; init; } = new();

    /// <summary>Where it is kept what people and programs did; null nowhere.</summary>
    public AuditTrail? Audit { get; init; }

    /// <summary>How the feeds are; null where none run here. Any thread.</summary>
    public Func<FeedsReport>? Feeds { get; init; }

    /// <summary>Where the built dashboard is; null, or a folder without it, for none.</summary>
    public string? DashboardFolder { get; init; }

    /// <summary>Adds paths below /local, which only clients of the Unix socket reach; null for none.</summary>
    public Action<IEndpointRouteBuilder>? MapLocal { get; init; }
}
