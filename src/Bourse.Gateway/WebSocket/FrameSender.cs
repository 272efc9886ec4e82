using System.Buffers;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Writes one client's frames to its connection, as many at once as a buffer holds: a broadcast frame is bytes made
/// once, so that a client costs one copy and a share of a system call.
/// </summary>
internal sealed class FrameSender(
    Outbox outbox, Action<Subscription> catchUp, TimeProvider clock, SocketCounters counters, EventHops hops)
{
    private const int BatchBytes = 64 << 10;
    private const long Idle = 0;

    private long _writingSince = Idle;

    /// <summary>How long the connection has been taking the current batch; zero between two. Any thread.</summary>
    public TimeSpan Stuck => Volatile.Read(ref _writingSince) is var since && since == Idle
        ? TimeSpan.Zero
        : clock.GetElapsedTime(since);

    /// <summary>Sends until the outbox is closed and empty.</summary>
    public async Task RunAsync(Stream connection, CancellationToken aborted)
    {
        while (await outbox.WaitAsync().ConfigureAwait(false))
        {
            // Rented for one burst: thousands of silent clients hold no buffer.
            var buffer = ArrayPool<byte>.Shared.Rent(BatchBytes);
            try
            {
                await SendAllAsync(connection, buffer, aborted).ConfigureAwait(false);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private async Task SendAllAsync(Stream connection, byte[] buffer, CancellationToken aborted)
    {
        while (true)
        {
            var sample = hops.Current;
            var batch = outbox.Take(buffer, sample.Sequence, out var frames, out var hasSample);
            if (frames > 0)
            {
                Volatile.Write(ref _writingSince, clock.GetTimestamp());
                await connection.WriteAsync(batch, aborted).ConfigureAwait(false);
                Volatile.Write(ref _writingSince, Idle);
                counters.Sent(frames, batch.Length);
                if (hasSample)
                    hops.Sent(sample);
            }
            else if (outbox.NextLagging() is { } channel)
            {
                catchUp(channel);
            }
            else
            {
                return;
            }
        }
    }
}
