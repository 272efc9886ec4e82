using System.Net.WebSockets;

namespace Bourse.Gateway.WebSocket;

/// <summary>One connected client: its channels, its outbox, and what it may not exceed.</summary>
internal sealed class Client
{
    /// <summary>Of the codes that are free for applications.</summary>
    private const WebSocketCloseStatus SlowClient = (WebSocketCloseStatus)4008;
    private const WebSocketCloseStatus NoLongerValid = (WebSocketCloseStatus)4003;

    private readonly WebSocketLimits _limits;
    private readonly TimeProvider _clock;
    private readonly SocketCounters _counters;
    private readonly FrameSender _sender;
    private readonly ClientChannels _channels;
    private readonly MessageRate _rate;
    private readonly Action _abort;
    private long _lastMessage;
    private long _closingSince;
    private long _droppedCounted;

    public Client(SocketHub hub, SummaryBoard summary, SocketPeer peer, Outbox outbox, Action abort)
    {
        (_limits, _clock, _counters, _abort) = (hub.Limits, hub.Clock, hub.Counters, abort);
        (Peer, Outbox) = (peer, outbox);
        _sender = new FrameSender(outbox, hub.Fanout.CatchUp, _clock, _counters, hub.Fanout.Hops);
        _channels = new ClientChannels(hub, summary, peer, outbox);
        _rate = new MessageRate(_limits.MessagesPerSecondMax, _clock);
        _lastMessage = _clock.GetTimestamp();
    }

    public SocketPeer Peer { get; }

    public Outbox Outbox { get; }

    /// <summary>Talks with the client until either side closes.</summary>
    public async Task RunAsync(ClientReader reader, ClientStream stream, CancellationToken aborted)
    {
        var sending = _sender.RunAsync(stream.Connection, aborted);
        try
        {
            await ReceiveAsync(reader, aborted).ConfigureAwait(false);
        }
        finally
        {
            Close(WebSocketCloseStatus.NormalClosure, "");
            await _channels.EndAsync().ConfigureAwait(false);
            CountDropped();
            await EndAsync(sending).ConfigureAwait(false);
            if (!reader.HasClientClosed)
                await DrainAsync(stream.Connection, aborted).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Looks after the client, from the hub's timer: closes it when it is silent, stays behind or may no longer be there,
    /// and cuts it when it does not take the reason in time.
    /// </summary>
    public void Check()
    {
        CountDropped();
        var closingSince = Volatile.Read(ref _closingSince);
        if (closingSince != 0)
        {
            if (_clock.GetElapsedTime(closingSince).TotalSeconds >= _limits.CloseSecondsMax)
                _abort();
            return;
        }

        var behind = Outbox.Behind > _sender.Stuck ? Outbox.Behind : _sender.Stuck;
        if (behind.TotalSeconds >= _limits.BehindSecondsMax)
            Drop();
        else if (!Peer.IsStillValid)
            Close(NoLongerValid, "The key or token is no longer valid");
        else if (_clock.GetElapsedTime(Volatile.Read(ref _lastMessage)).TotalSeconds >= _limits.HeartbeatSecondsMax)
            Close(WebSocketCloseStatus.ProtocolError, $"No heartbeat for {_limits.HeartbeatSecondsMax} s");
    }

    /// <summary>
    /// Sends a close frame after what is given, and nothing else; the first call decides. Any thread.
    /// </summary>
    public void Close(WebSocketCloseStatus status, string reason, params ReadOnlySpan<byte[]> before)
    {
        if (Interlocked.CompareExchange(ref _closingSince, _clock.GetTimestamp(), 0) == 0)
            Outbox.CloseWith([.. before, ServerFrame.Close(status, reason)]);
    }

    private void Drop()
    {
        _counters.DroppedClient();
        var reason = $"Behind for {_limits.BehindSecondsMax} s";
        Close(SlowClient, reason, [.. _channels.Topics().Select(topic => ChannelFrames.Dropped(topic, reason))]);
    }

    private async Task ReceiveAsync(ClientReader reader, CancellationToken aborted)
    {
        while (await reader.ReadAsync(aborted).ConfigureAwait(false))
        {
            Volatile.Write(ref _lastMessage, _clock.GetTimestamp());
            _counters.Received();
            if (!Handle(reader.Message))
                Close(WebSocketCloseStatus.PolicyViolation, "Too many messages, or replies not taken");
        }

        Close(reader.CloseStatus, reader.CloseReason);
    }

    private bool Handle(ReadOnlySpan<byte> utf8)
    {
        var fault = ClientMessage.Read(utf8, out var message);
        if (!_rate.TryTake())
            return !_rate.IsFlood && Refuse(message, new Refusal(
                "too_many_messages", $"A client sends at most {_limits.MessagesPerSecondMax} messages a second."));
        return fault is null
            ? _channels.Handle(message)
            : Refuse(message, new Refusal("malformed_message", $"The message was not understood: {fault}."));
    }

    // A message without a topic has nowhere to be answered but at the connection's own.
    private bool Refuse(in ClientMessage message, Refusal refusal) => Outbox.Send(ChannelFrames.Refused(
        message.JoinRef, message.Ref, message.Topic.Length > 0 ? message.Topic : Topic.Connection, refusal));

    private void CountDropped()
    {
        var dropped = Outbox.DroppedFrames;
        _counters.Dropped(dropped - Interlocked.Exchange(ref _droppedCounted, dropped));
    }

    // The sender ends with the close frame; where the client does not take it, the hub's timer cuts the connection.
    private static async Task EndAsync(Task sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // The connection is gone, and with it whoever could be told.
        }
    }

    // A connection that is closed while the client still sends is reset, and the client may never see the reason. So
    // the client closes it, or the hub's timer does.
    private static async Task DrainAsync(Stream connection, CancellationToken aborted)
    {
        var ignored = new byte[1_024];
        try
        {
            while (await connection.ReadAsync(ignored, aborted).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // As good an end as any.
        }
    }

    private static bool IsGone(Exception fault) =>
        fault is IOException or OperationCanceledException or ObjectDisposedException;
}
