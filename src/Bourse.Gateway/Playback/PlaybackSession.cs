using System.Net.WebSockets;
using System.Threading.Channels;
using Bourse.Feeds;
using Bourse.Feeds.Playback;
using Bourse.Gateway.WebSocket;
using Bourse.Journal;
using FrameworkSocket = System.Net.WebSockets.WebSocket;
using Past = Bourse.Feeds.Playback.Playback;

namespace Bourse.Gateway.Playback;

/// <summary>
/// One client's connection to its past. What it asks is heard between two bursts of frames; the past goes on only when
/// the frames before have been taken.
/// </summary>
internal sealed class PlaybackSession(
    Past playback, FrameworkSocket socket, ClientReader reader, PlaybackLimits limits, TimeProvider clock)
{
    private const int RequestsWaitingMax = 16;
    private static readonly TimeSpan HeartbeatAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<byte[]> _requests = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(RequestsWaitingMax) { SingleReader = true, SingleWriter = true });

    private Task<bool>? _heard;
    private long _lastSent;

    /// <summary>Plays until the past or the client is at its end.</summary>
    /// <param name="ending">The connection is lost, or the server stops.</param>
    public async Task RunAsync(CancellationToken ending)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ending);
        var listening = ListenAsync(over.Token);
        try
        {
            await TalkAsync(over.Token).ConfigureAwait(false);
            await CloseAsync(over.Token).ConfigureAwait(false);
            // A slow client may have much to read before it comes to the end: cut off, it would lose that.
            var patience = TimeSpan.FromSeconds(limits.StalledSecondsMax);
            await Task.WhenAny(listening, Task.Delay(patience, ending)).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException
            or ObjectDisposedException)
        {
            // The client has gone, or took nothing for too long.
            socket.Abort();
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await listening.ConfigureAwait(false);
        }
    }

    private async Task TalkAsync(CancellationToken ending)
    {
        playback.Voice.Greet();
        try
        {
            while (await StepAsync(ending).ConfigureAwait(false))
            {
            }
        }
        catch (Exception fault) when (fault is FeedException or JournalException)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.InternalServerError, Short(fault.Message), ending)
                .ConfigureAwait(false);
        }
    }

    // False when there is nothing more to say, or nobody to say it to.
    private async Task<bool> StepAsync(CancellationToken ending)
    {
        while (_requests.Reader.TryRead(out var request))
            playback.Hear(request);
        await SendAsync(ending).ConfigureAwait(false);
        if (!playback.HasBegun)
            return await HearAsync(HeartbeatAfter, ending).ConfigureAwait(false);
        if (playback.HasEnded)
            return false;
        var wait = playback.Play();
        await SendAsync(ending).ConfigureAwait(false);
        return wait > TimeSpan.Zero
            ? await HearAsync(wait, ending).ConfigureAwait(false)
            : !_requests.Reader.Completion.IsCompleted;
    }

    private async Task SendAsync(CancellationToken ending)
    {
        var frames = playback.Voice.Frames;
        if (frames.Count == 0)
            return;
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(ending);
        stalled.CancelAfter(TimeSpan.FromSeconds(limits.StalledSecondsMax));
        for (var i = 0; i < frames.Count; i++)
            await socket.SendAsync(frames[i], WebSocketMessageType.Text, true, stalled.Token).ConfigureAwait(false);
        frames.Clear();
        _lastSent = clock.GetTimestamp();
    }

    // Waits for a request, at most so long, and lets the venue's heartbeat beat; false when the client has gone.
    private async Task<bool> HearAsync(TimeSpan wait, CancellationToken ending)
    {
        var silence = HeartbeatAfter - clock.GetElapsedTime(_lastSent);
        var millis = Math.Max(Math.Min(wait.TotalMilliseconds, silence.TotalMilliseconds), 0);
        var pause = TimeSpan.FromMilliseconds(Math.Ceiling(millis));
        _heard ??= _requests.Reader.WaitToReadAsync(ending).AsTask();
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ending);
        await Task.WhenAny(_heard, Task.Delay(pause, clock, waiting.Token)).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        ending.ThrowIfCancellationRequested();
        if (clock.GetElapsedTime(_lastSent) >= HeartbeatAfter)
            Beat();
        if (!_heard.IsCompleted)
            return true;
        var isThere = await _heard.ConfigureAwait(false);
        _heard = null;
        return isThere;
    }

    private void Beat()
    {
        playback.Voice.Idle();
        _lastSent = clock.GetTimestamp();
    }

    private async Task ListenAsync(CancellationToken over)
    {
        try
        {
            while (await reader.ReadAsync(over).ConfigureAwait(false))
                await _requests.Writer.WriteAsync(reader.Message.ToArray(), over).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nobody hears any more.
        }
        finally
        {
            _requests.Writer.TryComplete();
        }
    }

    private Task CloseAsync(CancellationToken ending)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return Task.CompletedTask;
        return playback is { HasEnded: true, HasBegun: true }
            ? socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "The past is at its end", ending)
            : socket.CloseOutputAsync(reader.CloseStatus, reader.CloseReason, ending);
    }

    // A reason of a close frame has at most 123 bytes.
    private static string Short(string reason) => reason.Length <= 120 ? reason : reason[..120];
}
