namespace Bourse.Gateway.Limits;

/// <summary>
/// A bucket of tokens that fills steadily, kept as the time at which it will be full: taking one puts that off. Any thread,
/// without a lock.
/// </summary>
internal sealed class Bucket
{
    private long _fullAt;

    public bool IsFull(long now) => Volatile.Read(ref _fullAt) <= now;

    /// <summary>Takes a token where there is one.</summary>
    /// <param name="left">How long until it is full again, in ticks of the clock; of a refusal, until there is a token.</param>
    public bool TryTake(in RateLimit limit, long now, out long left)
    {
        while (true)
        {
            var known = Volatile.Read(ref _fullAt);
            var fullAt = Math.Max(known, now) + limit.Interval;
            left = fullAt - now;
            if (left > limit.Span)
            {
                left -= limit.Span;
                return false;
            }

            if (Interlocked.CompareExchange(ref _fullAt, fullAt, known) == known)
                return true;
        }
    }
}
