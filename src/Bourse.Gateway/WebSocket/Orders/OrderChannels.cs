using Bourse.Engine;
using Bourse.Gateway.Rest;
using Bourse.Journal;

namespace Bourse.Gateway.WebSocket;

/// <summary>The channels of orders that one client joins. For the thread that reads the client's messages.</summary>
internal sealed class OrderChannels(
    BlotterFanout fanout, DisconnectDesk? disconnects, SocketPeer peer, Outbox outbox, JoinedChannels joined)
{
    private static readonly Refusal MayNotTrade =
        new("forbidden", "Whoever may not trade the account cannot have its orders cancelled.")
        {
            Field = "cancel_on_disconnect",
        };

    private readonly Lock _lock = new();
    private readonly Dictionary<string, CancelPromise> _promises = new(StringComparer.Ordinal);

    /// <summary>Joins, and replies; false when the client does not take its replies.</summary>
    /// <param name="endFormer">Ends the channel that is joined anew, once nothing speaks against that.</param>
    public bool Join(in ClientMessage message, Topic topic, Func<bool> endFormer)
    {
        var address = new ReplyAddress(message.JoinRef, message.Ref, topic.Name);
        var account = topic.Owner == Topic.Everybody ? AccountListeners.Everybody : AccountOf(topic.Owner);
        if (account is null)
            return outbox.Send(address.Refused(UnknownAccount(topic.Owner)));
        if (OrderJoinPayload.Read(topic, message.Payload, out var refusal) is not { } request
            || !fanout.TryResolve(request.Start, out var from, out refusal))
            return outbox.Send(address.Refused(refusal!));
        if (request.CancelsOnDisconnect && (disconnects is null || !peer.Caller.MayTrade(topic.Owner)))
            return outbox.Send(address.Refused(MayNotTrade));

        // Only now: a join that is refused leaves the former channel as it was.
        if (!endFormer())
            return false;
        var channel = new Subscription(topic, message.JoinRef, JoinRequest.Live, outbox) { Account = account.Value };
        joined.Add(channel);
        Promise(channel, request);
        if (request.HasSnapshot)
            joined.Start(() => BeginWithSnapshotAsync(channel, address));
        else if (from is { } sequence)
            joined.Start(() => BeginInPastAsync(channel, address, sequence));
        else
            return fanout.Join(channel, last => address.Ok($"{{\"live_from\":{last + 1},\"sequence\":{last}}}"));
        return true;
    }

    /// <summary>Sends nothing more; what was promised for the connection's end stands.</summary>
    public void End(Subscription channel) => fanout.Leave(channel);

    /// <summary>The client has left properly: its orders are its own business.</summary>
    public void Release(Topic topic)
    {
        lock (_lock)
            if (_promises.Remove(topic.Name, out var promise))
                disconnects!.Disarm(promise);
    }

    /// <summary>The connection has ended: what was promised for that comes about.</summary>
    public void Lost()
    {
        lock (_lock)
        {
            foreach (var promise in _promises.Values)
                disconnects!.Lost(promise);
            _promises.Clear();
        }
    }

    // The latest join decides.
    private void Promise(Subscription channel, OrderJoin request)
    {
        Release(channel.Topic);
        var promise = new CancelPromise(
            channel.Account, channel.Topic.Owner, peer.Caller, peer.Address?.ToString() ?? "", request.DaysOnly, request.Grace);
        if (!request.CancelsOnDisconnect)
        {
            disconnects?.Return(promise);
            return;
        }

        lock (_lock)
            _promises[channel.Topic.Name] = promise;
        disconnects!.Arm(promise);
    }

    // Somebody else's account is not there, as far as the caller can tell.
    private int? AccountOf(string owner) =>
        peer.Caller.MaySee(owner) && fanout.Names.Account(owner) is > 0 and var account ? account : null;

    private static Refusal UnknownAccount(string name) =>
        new("account_unknown", $"No account is called '{Shown.Short(name)}'.");

    private async Task BeginWithSnapshotAsync(Subscription channel, ReplyAddress address)
    {
        try
        {
            if (await fanout.SnapshotAsync(channel.Account).ConfigureAwait(false) is { } snapshot)
                await BeginAsync(channel, address, snapshot.Account.BlotterSequence + 1, snapshot).ConfigureAwait(false);
        }
        catch (EngineUnavailableException fault)
        {
            joined.Remove(channel);
            Release(channel.Topic);
            outbox.Send(address.Refused(new Refusal("exchange_unavailable", fault.Message)));
        }
    }

    private Task BeginInPastAsync(Subscription channel, ReplyAddress address, long from)
    {
        fanout.Counters.Resumed();
        return BeginAsync(channel, address, from, snapshot: null);
    }

    private async Task BeginAsync(Subscription channel, ReplyAddress address, long from, OrderSnapshot? snapshot)
    {
        if (TryOpen(channel, from, out var first) is not { } opened)
        {
            joined.Remove(channel);
            Release(channel.Topic);
            outbox.Send(address.Refused(BlotterFanout.TooFar(first)));
            return;
        }

        using var history = opened;
        try
        {
            outbox.Send(address.Ok($"{{\"replay_from\":{from},\"sequence\":{from - 1}}}"));
            if (snapshot is not null)
                await history.SendAsync(snapshot).ConfigureAwait(false);
            await history.RunAsync().ConfigureAwait(false);
        }
        catch (JournalException fault)
        {
            joined.Remove(channel);
            fanout.Leave(channel);
            outbox.Send(ChannelFrames.Failed(
                channel.JoinRef, channel.Topic.Name, new Refusal("replay_failed", fault.Message)));
        }
    }

    private OrderHistory? TryOpen(Subscription channel, long from, out long first)
    {
        try
        {
            first = from;
            return new OrderHistory(fanout, channel, from);
        }
        catch (JournalSequenceException gone)
        {
            first = gone.FirstSequence;
            return null;
        }
    }
}
