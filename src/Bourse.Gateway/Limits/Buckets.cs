using System.Collections.Concurrent;

namespace Bourse.Gateway.Limits;

/// <summary>
/// The buckets of keys and addresses: so many at most. Full ones are forgotten when room is needed; where there is none,
/// newcomers of a class share a bucket. Any thread.
/// </summary>
internal sealed class Buckets(int bucketsMax, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Key, UInt128 Address, RateClass Class), Bucket> _buckets = new();
    private readonly Bucket[] _shared = [.. Enum.GetValues<RateClass>().Select(_ => new Bucket())];
    private int _count;
    private long _sweptAt;

    public int Count => Volatile.Read(ref _count);

    /// <param name="key">Whose; empty where the address is.</param>
    public Bucket Of(string key, UInt128 address, RateClass rateClass)
    {
        if (_buckets.TryGetValue((key, address, rateClass), out var bucket))
            return bucket;
        if (Count >= bucketsMax && !TryMakeRoom())
            return _shared[(int)rateClass];
        var added = new Bucket();
        bucket = _buckets.GetOrAdd((key, address, rateClass), added);
        if (bucket == added)
            Interlocked.Increment(ref _count);
        return bucket;
    }

    // Looking through all of them takes a while: once a second at most.
    private bool TryMakeRoom()
    {
        var now = clock.GetTimestamp();
        var swept = Volatile.Read(ref _sweptAt);
        if ((swept != 0 && now - swept < clock.TimestampFrequency)
            || Interlocked.CompareExchange(ref _sweptAt, now, swept) != swept)
            return false;
        foreach (var bucket in _buckets)
            if (bucket.Value.IsFull(now) && _buckets.TryRemove(bucket))
                Interlocked.Decrement(ref _count);
        return Count < bucketsMax;
    }
}
