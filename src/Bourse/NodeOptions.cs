using System.ComponentModel.DataAnnotations;
using Bourse.Bots;
using Bourse.Engine;
using Bourse.Feeds;
using Bourse.Gateway;
using Bourse.Gateway.Relay;
using Bourse.Gateway.Watching;
using Bourse.Journal;
using Bourse.Records;
using Bourse.Tape;
using Bourse.Ticks;

namespace Bourse;

/// <summary>Every setting of the program. A setting is one property here or in the options record of its project.</summary>
public sealed record NodeOptions
{
    private const int ExchangeSegmentBytes = 16 << 20;

    /// <summary>Where journals, dead letters and sockets live.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Data { get; init; } = "data";

    /// <summary>The parts of the program that run here.</summary>
    public IReadOnlyList<RoleName> Roles { get; init; } = Enum.GetValues<RoleName>();

    /// <summary>Load the ASX ticks that come with the program.</summary>
    public bool Sample { get; init; } = true;

    public TapeOptions Tape { get; init; } = new();

    public JournalOptions TapeJournal { get; init; } = new();

    /// <summary>How our own exchange takes commands.</summary>
    public EngineOptions Exchange { get; init; } = new();

    /// <summary>How prices of the tape come to instruments on paper.</summary>
    public PriceOptions Paper { get; init; } = new();

    /// <summary>The journal of commands: an order is acknowledged when this has it.</summary>
    public JournalOptions OrdersJournal { get; init; } =
        new() { Durability = Durability.Each, SegmentBytes = ExchangeSegmentBytes };

    /// <summary>The journal of what the exchange did. It follows from the orders, and is mended from them.</summary>
    public JournalOptions BlotterJournal { get; init; } = new() { SegmentBytes = ExchangeSegmentBytes };

    /// <summary>Programs that make a market on our own exchange.</summary>
    public BotOptions Bots { get; init; } = new();

    /// <summary>The books and records.</summary>
    public RecordsOptions Records { get; init; } = new();

    /// <summary>The journal of what people and programs did.</summary>
    public JournalOptions AuditJournal { get; init; } = new() { SegmentBytes = ExchangeSegmentBytes };

    /// <summary>Watchlists and alerts.</summary>
    public AlertOptions Alerts { get; init; } = new();

    public TickOptions Ticks { get; init; } = new();

    public FeedOptions Feeds { get; init; } = new();

    /// <summary>Tapes of other data directories to publish again on this one.</summary>
    public IReadOnlyList<ReplaySource> Replays { get; init; } = [];

    public GatewayOptions Gateway { get; init; } = new();

    public RelayOptions Relay { get; init; } = new();
}
