using System.Diagnostics.Metrics;
using Bourse.Feeds.Venues;

namespace Bourse;

/// <summary>What <c>/metrics</c> says of the program's own parts, besides what each counts itself.</summary>
internal sealed class NodeMeter : IDisposable
{
    private readonly Meter _meter = new("Bourse.Node");

    public NodeMeter(NodeParts parts)
    {
        if (parts.Tape is { } tape)
            MeasureTape(tape, parts);
        if (parts.Exchange is { } exchange)
            MeasureExchange(exchange);
        if (parts.Audit is { } audit)
            _meter.CreateObservableGauge(
                "bourse.audit.last_sequence", () => audit.Journal.LastSequence, null, "The last entry of the audit trail.");
        if (parts.RecordsRole is { } records)
            MeasureRecords(records.Follower);
        if (parts.Bots is { } bots)
            MeasureBots(bots.Desk);
        var store = parts.Store;
        _meter.CreateObservableGauge(
            "bourse.ticks.applied_sequence", () => store.AppliedSequence, null, "The last tape sequence in every answer.");
        _meter.CreateObservableGauge(
            "bourse.ticks.behind", () => Math.Max(0, parts.Reader.LastSequence - store.AppliedSequence), "{event}",
            "Events on the tape that are not applied yet.");
        _meter.CreateObservableGauge("bourse.ticks.memory", () => store.BytesUsed, "By", "Columns, bars and books.");
        _meter.CreateObservableGauge(
            "bourse.ticks.instruments", () => store.Instruments.Count, "{instrument}", "Instruments defined.");
        if (parts.Alerts is { } alerts)
            AlertMeter.Measure(_meter, alerts, () => parts.Reader.LastSequence);
        if (parts.Hub is { } hub)
            MeasureSockets(hub);
        if (parts.OrderEvents is { } orders)
            MeasurePrivate(orders.Fanout);
        if (parts.Relay is { } relay)
            _meter.CreateObservableGauge(
                "bourse.relay.subscribers", () => relay.Subscribers, "{subscriber}", "Relay subscribers now.");
    }

    public void Dispose() => _meter.Dispose();

    private void MeasureTape(Tape.Tape tape, NodeParts parts)
    {
        _meter.CreateObservableCounter(
            "bourse.tape.appended", () => tape.Counters.Appended, "{event}", "Events appended since the start.");
        _meter.CreateObservableCounter(
            "bourse.tape.duplicates", () => tape.Counters.Duplicates, "{event}", "Events recognised as known.");
        _meter.CreateObservableCounter(
            "bourse.tape.refused", () => tape.Counters.Refused, "{event}", "Events that were malformed or undefined.");
        _meter.CreateObservableGauge(
            "bourse.tape.last_sequence", () => tape.Journal.LastSequence, null, "The last sequence of the tape.");
        _meter.CreateObservableGauge(
            "bourse.tape.durable_sequence", () => tape.Journal.DurableSequence, null, "The last one that is on disk.");
        _meter.CreateObservableGauge(
            "bourse.tape.writable", () => tape.Journal.State == Journal.JournalState.Writable ? 1 : 0, null,
            "1 while the journal takes records on disk.");
        _meter.CreateObservableCounter(
            "bourse.feed.published", () => parts.AllFeeds.Select(feed => Of(feed, feed.Inlet.Published)), "{event}",
            "Events that a feed handed over.");
        _meter.CreateObservableCounter(
            "bourse.feed.waits", () => parts.AllFeeds.Select(feed => Of(feed, feed.Inlet.Waits)), "{wait}",
            "How often a feed found its ring full.");
        _meter.CreateObservableGauge(
            "bourse.feed.state", () => parts.AllFeeds.Select(feed => Of(feed, (long)feed.State)), null,
            "1 connecting, 2 live, 3 waiting, 4 stale, 5 disconnected, 6 finished, 7 failed.");
        _meter.CreateObservableCounter(
            "bourse.feed.gaps", () => parts.AllFeeds.Select(feed => Of(feed, SumOf(feed, line => line.Gaps))), "{gap}",
            "Holes in a venue's numbering that a feed has seen, of all its instruments.");
        _meter.CreateObservableCounter(
            "bourse.feed.resyncs", () => parts.AllFeeds.Select(feed => Of(feed, SumOf(feed, line => line.Resyncs))),
            "{resync}", "How often a feed has asked its venue for a book anew.");
        if (parts.OwnMarket is { } own)
            _meter.CreateObservableGauge(
                "bourse.exchange.unpublished", () => own.Behind, "{record}",
                "Records of the blotter that have not been read for the tape yet.");
    }

    private void MeasureExchange(Engine.Engine exchange)
    {
        _meter.CreateObservableCounter(
            "bourse.exchange.commands", () => exchange.Counters.Outcomes.Select(Of), "{command}",
            "Commands carried out since the start, by what became of them.");
        _meter.CreateObservableCounter(
            "bourse.exchange.turned_away", () => exchange.Counters.TurnedAway, "{command}",
            "Commands never taken: too many wait, a journal takes no records, or it is stopping.");
        _meter.CreateObservableGauge(
            "bourse.exchange.waiting", () => exchange.Counters.Waiting, "{command}", "Commands handed in and not taken yet.");
        _meter.CreateObservableGauge(
            "bourse.exchange.orders.last_sequence", () => exchange.Orders.LastSequence, null, "The last command.");
        _meter.CreateObservableGauge(
            "bourse.exchange.orders.durable_sequence", () => exchange.Orders.DurableSequence, null,
            "The last command that is on disk.");
        _meter.CreateObservableGauge(
            "bourse.exchange.blotter.last_sequence", () => exchange.Blotter.LastSequence, null, "The blotter's last record.");
        _meter.CreateObservableGauge(
            "bourse.exchange.available", () => exchange.Trouble is null ? 1 : 0, null, "1 while commands are taken.");
    }

    private void MeasureRecords(Records.RecordsFollower records)
    {
        _meter.CreateObservableGauge(
            "bourse.records.sequence", () => Math.Max(0, records.Blotter.Sequence), null,
            "The last record of the blotter that is in the database.");
        _meter.CreateObservableGauge(
            "bourse.records.behind", () => records.Behind, "{record}",
            "Records of the blotter that are not in the database yet.");
        _meter.CreateObservableGauge(
            "bourse.records.audit.behind", () => records.AuditBehind, "{entry}",
            "Entries of the audit that are not in the database yet.");
        _meter.CreateObservableCounter(
            "bourse.records.batches", () => records.Batches, "{transaction}", "Transactions that wrote records.");
        _meter.CreateObservableCounter(
            "bourse.records.failures", () => records.Failures, "{failure}", "How often the database has failed.");
    }

    private void MeasureBots(Bots.BotDesk bots)
    {
        _meter.CreateObservableCounter(
            "bourse.bots.turns", () => bots.Counters.Turns, "{turn}", "Decisions of bots, those to do nothing included.");
        _meter.CreateObservableCounter(
            "bourse.bots.placed", () => bots.Counters.Placed, "{order}", "Orders that bots have placed.");
        _meter.CreateObservableCounter(
            "bourse.bots.changed", () => bots.Counters.Changed, "{order}", "Orders that bots have replaced or cancelled.");
        _meter.CreateObservableCounter(
            "bourse.bots.refused", () => bots.Counters.Refused, "{command}", "Commands of bots that were refused.");
    }

    private void MeasureSockets(Gateway.WebSocket.SocketHub hub)
    {
        _meter.CreateObservableGauge(
            "bourse.socket.clients", () => hub.Clients, "{client}", "WebSocket clients connected now.");
        _meter.CreateObservableCounter(
            "bourse.socket.frames.sent", () => hub.Counters.FramesSent, "{frame}", "Frames sent to all clients.");
        _meter.CreateObservableCounter(
            "bourse.socket.sent", () => hub.Counters.BytesSent, "By", "Bytes sent to all clients.");
        _meter.CreateObservableCounter(
            "bourse.socket.frames.dropped", () => hub.Counters.FramesDropped, "{frame}",
            "Live frames that slow clients never got.");
        _meter.CreateObservableCounter(
            "bourse.socket.clients.dropped", () => hub.Counters.ClientsDropped, "{client}",
            "Clients closed because they stayed behind.");
        _meter.CreateObservableCounter(
            "bourse.socket.clients.refused", () => hub.Counters.ClientsRefused, "{client}", "Clients turned away.");
    }

    private void MeasurePrivate(Gateway.WebSocket.BlotterFanout orders)
    {
        _meter.CreateObservableGauge(
            "bourse.private.channels", () => orders.Channels, "{channel}", "Channels of orders that are live now.");
        _meter.CreateObservableGauge(
            "bourse.private.behind", () => orders.Behind, "{record}",
            "Records of the blotter that private channels have not been told yet.");
        var counters = orders.Counters;
        _meter.CreateObservableCounter(
            "bourse.private.events.sent", () => counters.EventsSent, "{event}",
            "Private events handed to clients, one for each channel that hears it.");
        _meter.CreateObservableCounter(
            "bourse.private.resumes", () => counters.Resumes, "{channel}", "Private channels that began in the past.");
        _meter.CreateObservableCounter(
            "bourse.private.channels.dropped", () => counters.ChannelsDropped, "{channel}",
            "Private channels that ended because their clients did not keep up.");
        _meter.CreateObservableCounter(
            "bourse.private.cancels", () => counters.CancelRuns, "{command}",
            "Mass cancels because a connection had ended.");
        _meter.CreateObservableCounter(
            "bourse.private.cancels.failed", () => counters.CancelFailures, "{command}",
            "Those that the exchange did not carry out in time.");
    }
    private static Measurement<long> Of(Engine.CommandCount count) => new(
        count.Count,
        new KeyValuePair<string, object?>("command", count.Type.ToString()),
        new KeyValuePair<string, object?>("outcome", count.Outcome.ToString()),
        new KeyValuePair<string, object?>("reason", count.Reason.ToString()));

    private static long SumOf(Roles.FeedRole feed, Func<SymbolReport, long> count) =>
        feed.Feed is VenueFeed venue ? venue.Report().Symbols.Sum(count) : 0;

    private static Measurement<long> Of(Roles.FeedRole feed, long value) =>
        new(value, new KeyValuePair<string, object?>("feed", feed.Feed.Name));
}
