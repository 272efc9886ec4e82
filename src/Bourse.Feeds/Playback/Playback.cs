using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>
/// One client's past: it stands still until the client has subscribed, then goes on at its speed, but no faster than
/// its frames are sent. Nothing here waits or sends. One thread.
/// </summary>
public sealed class Playback : IDisposable
{
    /// <summary>So many bytes are gathered before they are to be sent.</summary>
    private const int BurstBytes = 32 << 10;

    // A past that has nothing for the client is left now and then, so that requests are heard.
    private const int BurstEvents = 4096;

    private readonly PlaybackPast _past;
    private readonly PlaybackRequest _request;
    private readonly TimeProvider _clock;
    private bool _isAtStart;
    private bool _hasMoved;
    private bool _hasBegun;
    private long _startedAt;
    private Timestamp _first;
    private long _second;

    internal Playback(PlaybackPast past, PlaybackVoice voice, PlaybackRequest request, TimeProvider clock) =>
        (_past, Voice, _request, _clock) = (past, voice, request, clock);

    public PlaybackVoice Voice { get; }

    /// <summary>What was played is at its end.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Enough is subscribed to for the past to go on. It does not stop again.</summary>
    public bool HasBegun => _hasBegun |= Voice.Subscriptions >= _request.Subscriptions;

    /// <summary>Answers a client's frame, with the market as it stands.</summary>
    /// <exception cref="FeedException">The past cannot be read.</exception>
    public void Hear(ReadOnlySpan<byte> request)
    {
        GoToStart();
        Voice.Hear(request, Timestamp.FromDateTime(_clock.GetUtcNow()));
    }

    /// <summary>
    /// Plays what is due, until frames have gathered; returns how long nothing more will be due. Not to be called
    /// before <see cref="HasBegun"/> or after <see cref="HasEnded"/>.
    /// </summary>
    /// <exception cref="FeedException">The past cannot be read.</exception>
    public TimeSpan Play()
    {
        GoToStart();
        for (var i = 0; i < BurstEvents && Voice.Frames.Bytes < BurstBytes; i++)
        {
            if (!_hasMoved && !Move())
                return TimeSpan.Zero;
            if (Wait() is var wait && wait > TimeSpan.Zero)
                return wait;
            Happen();
        }

        return TimeSpan.Zero;
    }

    public void Dispose() => _past.Dispose();

    // Before anybody is subscribed, so that nothing is said: books become what they were at the start.
    private void GoToStart()
    {
        if (_isAtStart)
            return;
        _isAtStart = true;
        if (_request.From is not { } from)
            return;
        while (Move() && _past.Time < from)
            Happen();
    }

    private bool Move()
    {
        _hasMoved = _past.TryMove();
        HasEnded = !_hasMoved;
        return _hasMoved;
    }

    private TimeSpan Wait()
    {
        if (_request.Speed == 0 || _past.Time.Nanoseconds == 0)
            return TimeSpan.Zero;
        if (_startedAt == 0)
            (_startedAt, _first) = (_clock.GetTimestamp(), _past.Time);
        var ahead = ((Int128)_past.Time.Nanoseconds - _first.Nanoseconds) / 100;
        var due = TimeSpan.FromTicks((long)Math.Min((double)ahead / _request.Speed, TimeSpan.MaxValue.Ticks / 2));
        return due - _clock.GetElapsedTime(_startedAt);
    }

    private void Happen()
    {
        _hasMoved = false;
        var second = _past.Time.Nanoseconds / Timestamp.PerSecond;
        if (second > _second)
            Voice.SecondPassed(new Timestamp(second * Timestamp.PerSecond), _past.Sequence);
        _second = Math.Max(second, _second);
        _past.Happen(Voice);
    }
}
