using System.Text.Json.Nodes;
using Bourse.Feeds.Blotter;
using Bourse.Gateway.Health;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Roles;

namespace Bourse;

/// <summary>What <c>/health</c> says of each part of the program.</summary>
internal static class NodeHealth
{
    public static IReadOnlyList<HealthPart> Parts(NodeParts parts, TimeProvider clock)
    {
        var health = new List<HealthPart>();
        if (parts.Tape is not null)
        {
            health.Add(new HealthPart("tape", () => OfTape(parts)));
            health.Add(new HealthPart("feeds", () => OfFeeds(parts)));
        }

        if (parts.Exchange is { } exchange)
            health.Add(new HealthPart("exchange", () => OfExchange(exchange, clock)));
        if (parts.RecordsRole is { } records)
            health.Add(new HealthPart("records", () => OfRecords(records)));
        if (parts.Bots is { } bots)
            health.Add(new HealthPart("bots", () => OfBots(bots)));
        if (parts.OrderEvents is { } orders)
            health.Add(new HealthPart("order_events", () => OfOrderEvents(orders)));
        health.Add(new HealthPart("ticks", () => OfTicks(parts, clock)));
        if (parts.Alerts is { } alerts)
            health.Add(new HealthPart("alerts", () => NodeAlerts.Health(alerts, () => parts.Reader.LastSequence)));
        if (parts.Relay is { } relay)
            health.Add(new HealthPart("relay", () => new PartHealth(HealthStatus.Up)
            {
                Facts = new JsonObject { ["subscribers"] = relay.Subscribers },
            }));
        return health;
    }

    private static PartHealth OfOrderEvents(BlotterRole orders) => new(
        orders.Fault is null ? HealthStatus.Up : HealthStatus.Down, orders.Fault)
    {
        Facts = new JsonObject { ["channels"] = orders.Fanout.Channels, ["behind"] = orders.Fanout.Behind },
    };

    private static PartHealth OfTape(NodeParts parts)
    {
        var journal = parts.Tape!.Journal;
        var counters = parts.Tape.Counters;
        var facts = new JsonObject
        {
            ["state"] = journal.State.ToString().ToLowerInvariant(),
            ["first_sequence"] = journal.FirstSequence,
            ["last_sequence"] = journal.LastSequence,
            ["durable_sequence"] = journal.DurableSequence,
            ["appended"] = counters.Appended,
            ["duplicates"] = counters.Duplicates,
            ["refused"] = counters.Refused,
            ["recovery"] = new JsonObject
            {
                ["segments"] = journal.Recovery.SegmentCount,
                ["cut_bytes"] = journal.Recovery.CutBytes,
                ["milliseconds"] = journal.Recovery.Elapsed.TotalMilliseconds,
            },
        };
        var reason = parts.TapeRole?.Trouble ?? journal.ReadOnlyReason;
        return journal.State switch
        {
            JournalState.Writable => new PartHealth(HealthStatus.Up) { Facts = facts },
            _ => new PartHealth(HealthStatus.Degraded, reason ?? "The journal takes no records.") { Facts = facts },
        };
    }

    private static PartHealth OfExchange(Engine.Engine exchange, TimeProvider clock)
    {
        var facts = new JsonObject
        {
            ["orders_sequence"] = exchange.Orders.LastSequence,
            ["durable_sequence"] = exchange.Orders.DurableSequence,
            ["blotter_sequence"] = exchange.Blotter.LastSequence,
            ["carried_out"] = exchange.Counters.CarriedOut,
            ["turned_away"] = exchange.Counters.TurnedAway,
            ["recovery"] = new JsonObject
            {
                ["after_snapshot"] = exchange.Recovery.AfterSnapshot,
                ["refused_snapshots"] = exchange.Recovery.RefusedSnapshots.Count,
                ["commands"] = exchange.Recovery.Commands,
                ["mended_events"] = exchange.Recovery.Missing,
                ["milliseconds"] = exchange.Recovery.Elapsed.TotalMilliseconds,
            },
        };
        if (exchange.Snapshots is { } keeper)
            facts["snapshot"] = OfSnapshot(keeper, clock);
        return (exchange.Trouble ?? exchange.Snapshots?.Trouble) is { } trouble
            ? new PartHealth(HealthStatus.Degraded, trouble) { Facts = facts }
            : new PartHealth(HealthStatus.Up) { Facts = facts };
    }

    private static PartHealth OfRecords(RecordsRole records)
    {
        var follower = records.Follower;
        var facts = new JsonObject
        {
            ["blotter_sequence"] = Math.Max(0, follower.Blotter.Sequence),
            ["behind"] = follower.Behind,
            ["audit_sequence"] = Math.Max(0, follower.Audit.Sequence),
            ["audit_behind"] = follower.AuditBehind,
            ["batches"] = follower.Batches,
            ["failures"] = follower.Failures,
        };
        return follower.Trouble is { } trouble
            ? new PartHealth(HealthStatus.Degraded, trouble) { Facts = facts }
            : new PartHealth(HealthStatus.Up) { Facts = facts };
    }

    private static PartHealth OfBots(BotRole bots)
    {
        var counters = bots.Desk.Counters;
        var facts = new JsonObject
        {
            ["state"] = bots.Desk.State.ToString().ToLowerInvariant(),
            ["symbol"] = bots.Desk.Symbol,
            ["turns"] = counters.Turns,
            ["placed"] = counters.Placed,
            ["changed"] = counters.Changed,
            ["refused"] = counters.Refused,
        };
        return bots.Trouble is { } trouble
            ? new PartHealth(HealthStatus.Degraded, trouble) { Facts = facts }
            : new PartHealth(HealthStatus.Up) { Facts = facts };
    }

    private static JsonObject OfSnapshot(Engine.SnapshotKeeper keeper, TimeProvider clock)
    {
        var last = keeper.Last;
        return new JsonObject
        {
            ["sequence"] = last.Sequence,
            ["age_seconds"] = last.Sequence == 0 ? null : (long)(clock.GetUtcNow() - last.Written).TotalSeconds,
            ["bytes"] = last.Bytes,
            ["milliseconds"] = last.Elapsed.TotalMilliseconds,
        };
    }

    private static PartHealth OfFeeds(NodeParts parts)
    {
        var facts = new JsonObject();
        string? reason = null;
        foreach (var feed in parts.AllFeeds)
        {
            facts[feed.Feed.Name] = new JsonObject
            {
                ["state"] = feed.State.ToString().ToLowerInvariant(),
                ["published"] = feed.Inlet.Published,
                ["duplicates"] = feed.Inlet.Duplicates,
                ["refused"] = feed.Inlet.Refused,
                ["waits"] = feed.Inlet.Waits,
                ["fault"] = feed.Fault,
            };
            if (feed.Feed is BlotterFeed own)
                facts[feed.Feed.Name]!["behind"] = own.Behind;
            if (feed.State == FeedState.Failed)
                reason ??= feed.Fault;
        }

        if (parts.Registry?.Refusal is { } refusal)
        {
            facts["venues"] = refusal.Reason;
            reason ??= parts.Venues is null ? null : $"The registry of venues was refused: {refusal.Reason}";
        }

        return new PartHealth(reason is null ? HealthStatus.Up : HealthStatus.Degraded, reason) { Facts = facts };
    }

    private static PartHealth OfTicks(NodeParts parts, TimeProvider clock)
    {
        var last = parts.Reader.LastSequence;
        var facts = new JsonObject
        {
            ["applied_sequence"] = parts.Store.AppliedSequence,
            ["behind"] = Math.Max(0, last - parts.Store.AppliedSequence),
            ["bytes"] = parts.Store.BytesUsed,
            ["instruments"] = parts.Store.Instruments.Count,
            ["time"] = Timestamp.FromDateTime(clock.GetUtcNow()).ToString(),
        };
        if (parts.Live?.Fault is { } fault)
            return new PartHealth(HealthStatus.Down, fault) { Facts = facts };
        return parts.Live is { IsCaughtUp: false }
            ? new PartHealth(HealthStatus.Starting, "The tape is being read into memory.") { Facts = facts }
            : new PartHealth(HealthStatus.Up) { Facts = facts };
    }
}
