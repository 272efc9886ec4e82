using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// An open connection at work: reads, sends no faster than the venue allows, asks over REST. The feed's thread.
/// </summary>
internal sealed class VenueConnection : IDisposable
{
    private static readonly long ServeEvery = 10 * Timestamp.PerMillisecond;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(20);

    private readonly VenueProtocol _protocol;
    private readonly VenueSession _session;
    private readonly VenueSocket _socket;
    private readonly TimeProvider _clock;
    private readonly RestDesk _rest;
    private readonly SendGate _gate;
    private readonly long _openedAt;
    private long _pingedAt;

    private VenueConnection(
        VenueProtocol protocol, VenueSession session, VenueSocket socket, VenueFeedOptions options, TimeProvider clock)
    {
        (_protocol, _session, _socket, _clock) = (protocol, session, socket, clock);
        _rest = new RestDesk(options, clock);
        _gate = new SendGate(protocol.SendsPerSecond, clock);
        _openedAt = _pingedAt = clock.GetTimestamp();
    }

    /// <exception cref="VenueUnreachableException">It could not be opened.</exception>
    /// <exception cref="OperationCanceledException">It was stopped meanwhile.</exception>
    public static VenueConnection Open(
        VenueOptions venue, VenueProtocol protocol, VenueFeedOptions options, VenueSession session, TimeProvider clock,
        CancellationToken stopping)
    {
        var silence = options.SilenceMillisMax > 0
            ? TimeSpan.FromMilliseconds(options.SilenceMillisMax)
            : protocol.SilenceMax;
        var socket = VenueSocket.Connect(venue.Socket, options, silence, clock, stopping);
        return new VenueConnection(protocol, session, socket, options, clock);
    }

    /// <summary>Why a connection ended, for people.</summary>
    public static string ReasonOf(Exception fault)
    {
        while (fault.InnerException is { } inner)
            fault = inner;
        return fault.Message;
    }

    /// <summary>Reads until the connection ends.</summary>
    /// <param name="obey">Makes the changes that were asked for.</param>
    /// <exception cref="IOException">It ended; so do the other exceptions of sockets.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Follow(Action<VenueSession, Timestamp> obey, CancellationToken stopping)
    {
        using var ending = stopping.Register(_socket.Abort);
        try
        {
            Read(obey, stopping);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            throw new OperationCanceledException(stopping);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _rest.Dispose();
    }

    private void Read(Action<VenueSession, Timestamp> obey, CancellationToken stopping)
    {
        _socket.WhenIdle = () => Serve(Now(), obey, stopping);
        _session.Connected(Now());
        Serve(Now(), obey, stopping);
        var servedAt = Now();
        while (_socket.TryReceive(out var message, out _, out var isTooLarge))
        {
            var at = Now();
            if (isTooLarge)
                _session.PassOver("larger than is taken", at);
            else
                _session.Take(message, at);
            if (at.Nanoseconds - servedAt.Nanoseconds < ServeEvery && _session.Outbox.Count == 0)
                continue;
            servedAt = at;
            Serve(at, obey, stopping);
        }

        throw new IOException("the venue closed the connection");
    }

    // What is to be done beside reading, at most some milliseconds late.
    private void Serve(Timestamp at, Action<VenueSession, Timestamp> obey, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        obey(_session, at);
        while (_rest.TryTake(out var answer))
            if (answer.Body is { } body)
                _session.TakeAnswer(answer.Ask, body, at);
            else
                _session.TakeNoAnswer(answer.Ask, answer.Reason, at);
        _session.Tick(at);
        if (_session.Unusable is { } reason)
            throw new IOException(reason);
        if (_clock.GetElapsedTime(_openedAt) > _protocol.ConnectionAgeMax)
            throw new IOException("opened anew before the venue closes it for its age");
        while (_session.Outbox.Count > 0 && _gate.TryPass())
            _socket.Send(_session.Outbox.Dequeue());
        if (_session.Asks.Count > 0 && _rest.IsFree)
            _rest.Ask(_session.Asks.Dequeue());
        Ping();
    }

    private void Ping()
    {
        if (_protocol.Ping.IsEmpty || _clock.GetElapsedTime(_pingedAt) < PingEvery)
            return;
        _pingedAt = _clock.GetTimestamp();
        _socket.Send(_protocol.Ping);
    }

    private Timestamp Now() => Timestamp.FromDateTime(_clock.GetUtcNow());
}
