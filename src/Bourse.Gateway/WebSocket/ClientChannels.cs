using System.Globalization;
using Bourse.Journal;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// The channels that one client has joined, and what it asks of them. Each answer is false when the client does not
/// take its replies. For the thread that reads the client's messages, where nothing else is said.
/// </summary>
internal sealed class ClientChannels(SocketHub hub, SummaryBoard summary, SocketPeer peer, Outbox outbox)
{
    private readonly Fanout _fanout = hub.Fanout;
    private readonly WebSocketLimits _limits = hub.Limits;
    private readonly JoinedChannels _joined = new();
    private OrderChannels? _orders;

    /// <summary>The topics now joined. Any thread.</summary>
    public IReadOnlyList<Topic> Topics() => _joined.Topics();

    /// <summary>Does what a message asks, and replies.</summary>
    public bool Handle(in ClientMessage message)
    {
        if (message is { Topic: Topic.Connection, Event: "heartbeat" })
            return Accept(message);
        if (message.Event == "phx_join")
            return Join(message);
        if (_joined.Find(message.Topic) is not { } channel)
            return Refuse(message, Topic.Find(message.Topic) is null && message.Topic != Topic.Connection
                ? new Refusal("unknown_topic", $"Topics are {Topic.Known}.")
                : new Refusal("not_joined", "The topic is not joined."));
        return message.Event switch
        {
            "phx_leave" => Leave(message, channel),
            "subscribe" => Change(message, channel, isAdded: true),
            "unsubscribe" => Change(message, channel, isAdded: false),
            _ => Refuse(message, new Refusal(
                "unknown_event", "Events are phx_join, phx_leave, subscribe and unsubscribe.")),
        };
    }

    /// <summary>Leaves every channel, and waits for those that read history: the outbox must be closed.</summary>
    public async Task EndAsync()
    {
        foreach (var channel in _joined.TakeAll())
            End(channel);
        _orders?.Lost();
        await _joined.EndedAsync().ConfigureAwait(false);
    }

    private OrderChannels? Orders =>
        _orders ??= hub.Orders is null ? null : new OrderChannels(hub.Orders, hub.Disconnects, peer, outbox, _joined);

    private bool Join(in ClientMessage message)
    {
        if (Topic.Find(message.Topic) is not { } topic)
            return Refuse(message, new Refusal("unknown_topic", $"Topics are {Topic.Known}."));
        var former = _joined.Find(topic.Name);
        if (former is null && _joined.Count >= _limits.ChannelsMax)
            return Refuse(message, new Refusal("too_many_channels", $"A client joins at most {_limits.ChannelsMax}."));
        if (peer.Refuse(topic) is { } forbidden)
            return Refuse(message, forbidden);
        if (topic.IsPrivate)
            return JoinPrivate(message, topic, former);
        if (JoinPayload.Read(topic, message.Payload, _limits, out var refusal) is not { } request
            || !Fits(topic, request.Choice, out refusal)
            || !_fanout.TryResolve(request.Start, out var from, out refusal))
            return Refuse(message, refusal!);

        // Only now: a join that is refused leaves the former channel as it was.
        if (former is not null && !Finish(former))
            return false;
        var channel = new Subscription(topic, message.JoinRef, request, outbox);
        if (request.Play is not null)
            return JoinPlayed(message, channel, request);
        return from is { } sequence && !topic.IsOfNow
            ? JoinPast(message, channel, sequence)
            : JoinLive(message, channel);
    }

    private bool JoinLive(in ClientMessage message, Subscription channel)
    {
        var (joinRef, reference, topic) = (message.JoinRef, message.Ref, message.Topic);
        _joined.Add(channel);
        if (channel.Topic.Kind == ChannelKind.Summary)
        {
            var isTaken = Accept(message);
            summary.Join(channel);
            return isTaken;
        }

        return channel.Topic.Kind == ChannelKind.Ticker ? hub.Tickers.Join(channel, Reply) : _fanout.Join(channel, Reply);

        byte[] Reply(long liveFrom) => ChannelFrames.Ok(joinRef, reference, topic, $"{{\"live_from\":{liveFrom}}}");
    }

    private bool JoinPrivate(in ClientMessage message, Topic topic, Subscription? former)
    {
        if (topic.Kind == ChannelKind.Orders)
            return Orders is { } orders
                ? orders.Join(message, topic, () => former is null || Finish(former))
                : Refuse(message, new Refusal("exchange_unavailable", "No exchange runs here."));
        if (former is not null && !Finish(former))
            return false;
        var channel = new Subscription(topic, message.JoinRef, JoinRequest.Live, outbox);
        _joined.Add(channel);
        var isTaken = Accept(message);
        hub.Topics.Join(channel);
        return isTaken;
    }

    private bool JoinPast(in ClientMessage message, Subscription channel, long from)
    {
        if (channel.Topic.IsRebuilt
            && from - _fanout.Tape.FirstSequence > _limits.RebuildEventsMax)
            return Refuse(message, new Refusal(
                "too_far", $"{channel.Topic.Name} begins at most {_limits.RebuildEventsMax} events after the tape's first.")
            {
                Field = "from",
            });
        return Begin(message, channel, () => new Replay(_fanout, channel, from), $"{{\"replay_from\":{from}}}");
    }

    private bool JoinPlayed(in ClientMessage message, Subscription channel, JoinRequest request)
    {
        var play = request.Play!.Value;
        var (first, next) = (_fanout.Tape.FirstSequence, _fanout.Position + 1);
        var start = PlayStart.Of(_fanout.Store, channel.Topic, request, first, next);
        if (start is null && next - first > _limits.RebuildEventsMax)
            return Refuse(message, new Refusal(
                "too_far", $"That moment is no longer in memory, and the tape has more than {_limits.RebuildEventsMax} events.")
            {
                Field = "at",
            });
        var defined = start is null ? [] : _fanout.Store.Instruments.All;
        return Begin(
            message, channel,
            () => new Replay(_fanout, channel, start ?? first, defined, new Pace(play, hub.Clock)),
            $"{{\"play_from\":\"{play.At}\",\"speed\":{play.Speed.ToString(CultureInfo.InvariantCulture)}}}");
    }

    private bool Begin(in ClientMessage message, Subscription channel, Func<Replay> open, string response)
    {
        Replay replay;
        try
        {
            replay = open();
        }
        catch (JournalSequenceException gone)
        {
            return Refuse(message, Fanout.Gone(gone.FirstSequence));
        }

        _joined.Add(channel);
        var isTaken = Accept(message, response);
        _joined.Start(() => ReplayAsync(replay, channel));
        return isTaken;
    }

    private async Task ReplayAsync(Replay replay, Subscription channel)
    {
        using var reading = replay;
        try
        {
            await reading.RunAsync().ConfigureAwait(false);
        }
        catch (JournalException fault)
        {
            _joined.Remove(channel);
            End(channel);
            outbox.Send(ChannelFrames.Failed(
                channel.JoinRef, channel.Topic.Name, new Refusal("replay_failed", fault.Message)));
        }
    }

    private bool Leave(in ClientMessage message, Subscription channel)
    {
        // A leave of a join that has been replaced since has come true already.
        if (message.JoinRef != ClientMessage.NoReference && message.JoinRef != channel.JoinRef)
            return Accept(message);
        _joined.Remove(channel);
        if (channel.Topic.Kind == ChannelKind.Orders)
            Orders!.Release(channel.Topic);
        End(channel);
        return Accept(message) && outbox.Send(ChannelFrames.Closed(channel.JoinRef, message.Topic));
    }

    private bool Change(in ClientMessage message, Subscription channel, bool isAdded)
    {
        if (channel.Topic.IsPrivate || channel.Topic.Kind is ChannelKind.Summary or ChannelKind.Prices)
            return Refuse(message, new Refusal("unknown_event", "The topic has no set of symbols."));
        if (JoinPayload.ReadChange(message.Payload, _limits, out var refusal) is not { } named)
            return Refuse(message, refusal!);
        if (channel.Choice.IsAll)
            return Refuse(message, new Refusal("all_symbols", "The channel has all symbols; join it with a set."));
        if (channel.IsPaced)
            return Refuse(message, new Refusal("replaying", "The set can be changed once the channel is live."));
        if (isAdded && !Fits(channel.Topic, named, out refusal))
            return Refuse(message, refusal!);
        var choice = isAdded ? channel.Choice.With(named) : channel.Choice.Without(named);
        if (choice.Names.Count > _limits.SymbolsMax)
            return Refuse(message, JoinPayload.TooManySymbols(_limits));

        var added = isAdded ? named.Without(channel.Choice) : InstrumentChoice.None;
        var (joinRef, reference, topic) = (message.JoinRef, message.Ref, message.Topic);
        return channel.Topic.Kind == ChannelKind.Ticker
            ? hub.Tickers.Change(channel, choice, added, Reply)
            : _fanout.Change(channel, choice, added, Reply);

        byte[] Reply(long liveFrom) =>
            ChannelFrames.Ok(joinRef, reference, topic, ChannelFrames.Symbols(choice.Names, liveFrom));
    }

    private bool Fits(Topic topic, InstrumentChoice choice, out Refusal? refusal)
    {
        refusal = null;
        foreach (var name in choice.Names)
            if (topic.Kind == ChannelKind.Consolidated && name.Contains(':', StringComparison.Ordinal))
                refusal = new Refusal("invalid_symbols", "What is consolidated is every venue's: name no venue.")
                {
                    Field = "symbols",
                    Symbol = name,
                };
            else if (_fanout.Store.Instruments.Named(name).Count == 0)
                refusal = new Refusal("unknown_symbol", $"No instrument is named '{name}'.")
                {
                    Field = "symbols",
                    Symbol = name,
                };
        return refusal is null;
    }

    private bool Finish(Subscription former)
    {
        End(former);
        return former.HasEnded || outbox.Send(ChannelFrames.Closed(former.JoinRef, former.Topic.Name));
    }

    private void End(Subscription channel)
    {
        if (channel.Topic.Kind == ChannelKind.Summary)
            summary.Leave(channel);
        else if (channel.Topic.Kind == ChannelKind.Ticker)
            hub.Tickers.Leave(channel);
        else if (channel.Topic.Kind == ChannelKind.Alerts)
            hub.Topics.Leave(channel);
        else if (channel.Topic.Kind == ChannelKind.Orders)
            Orders!.End(channel);
        else
            _fanout.Leave(channel);
    }

    private bool Accept(in ClientMessage message, string response = "{}") =>
        outbox.Send(ChannelFrames.Ok(message.JoinRef, message.Ref, message.Topic, response));

    private bool Refuse(in ClientMessage message, Refusal refusal) =>
        outbox.Send(ChannelFrames.Refused(message.JoinRef, message.Ref, message.Topic, refusal));
}
