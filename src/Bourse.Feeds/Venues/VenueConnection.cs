using Bourse.Feeds.Capture;
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
    private readonly CaptureWriter? _capture;
    private readonly string _address;
    private readonly TimeProvider _clock;
    private readonly RestDesk _rest;
    private readonly SendGate _gate;
    private readonly long _openedAt;
    private long _pingedAt;

    private VenueConnection(VenueParts parts, VenueSocket socket)
    {
        (_protocol, _session, _capture, _clock) = (parts.Protocol, parts.Session, parts.Capture, parts.Clock);
        (_address, _socket) = (parts.Venue.Socket.ToString(), socket);
        _rest = new RestDesk(_protocol, parts.Options, _clock);
        _gate = new SendGate(_protocol.SendsPerSecond, _clock);
        _openedAt = _pingedAt = _clock.GetTimestamp();
    }

    /// <exception cref="VenueUnreachableException">It could not be opened.</exception>
    /// <exception cref="OperationCanceledException">It was stopped meanwhile.</exception>
    public static VenueConnection Open(VenueParts parts, CancellationToken stopping)
    {
        var silence = parts.Options.SilenceMillisMax > 0
            ? TimeSpan.FromMilliseconds(parts.Options.SilenceMillisMax)
            : parts.Protocol.SilenceMax;
        var socket = VenueSocket.Connect(
            parts.Venue.Socket, parts.Protocol, parts.Options, silence, parts.Clock, stopping);
        return new VenueConnection(parts, socket);
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
        _capture?.Connected(_address);
        _session.Connected(Now());
        Serve(Now(), obey, stopping);
        var servedAt = Now();
        while (_socket.TryReceive(out var message, out var isBinary, out var isTooLarge))
        {
            var at = Now();
            if (isTooLarge)
                _session.PassOver("larger than is taken", at);
            else
                Take(message, isBinary, at);
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
            Take(answer, at);
        _session.Tick(at);
        if (_session.Unusable is { } reason)
            throw new IOException(reason);
        if (_clock.GetElapsedTime(_openedAt) > _protocol.ConnectionAgeMax)
            throw new IOException("opened anew before the venue closes it for its age");
        while (_session.Outbox.Count > 0 && _gate.TryPass())
            Send(_session.Outbox.Dequeue());
        if (_session.Asks.Count > 0 && _rest.IsFree)
            _rest.Ask(_session.Asks.Dequeue());
        Ping();
    }

    private void Take(ReadOnlySpan<byte> message, bool isBinary, Timestamp at)
    {
        _capture?.Received(message, isBinary, at);
        _session.Take(message, at);
    }

    private void Take(in RestAnswer answer, Timestamp at)
    {
        if (answer.Body is not { } body)
        {
            _session.TakeNoAnswer(answer.Ask, answer.Reason, at);
            return;
        }

        _capture?.Answered(answer.Ask.Address.ToString(), body);
        _session.TakeAnswer(answer.Ask, body, at);
    }

    private void Send(in OutgoingFrame frame)
    {
        if (!frame.IsSecret)
            _capture?.Sent(frame.Bytes, _address, _protocol.IsBinary);
        _socket.Send(frame.Bytes);
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
