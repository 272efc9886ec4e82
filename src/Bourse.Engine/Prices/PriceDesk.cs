using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Engine;

/// <summary>
/// Decides when what is known of markets elsewhere is told to the exchange: right before an order that may meet it, once
/// an interval where orders wait, and where somebody asks what his positions are worth. Whatever nobody waits for stays
/// out of the orders journal. The engine's thread.
/// </summary>
internal sealed class PriceDesk : IDisposable
{
    private readonly Func<string, Timestamp, MarketPrices?> _find;
    private readonly long _intervalNanoseconds;
    private readonly List<Followed> _followed = [];
    private readonly ITimer _timer;
    private int _looked;
    private bool _isDue;

    /// <param name="wake">Wakes the engine's thread at the end of an interval.</param>
    public PriceDesk(
        Func<string, Timestamp, MarketPrices?> find, PriceOptions options, TimeProvider clock, Action wake)
    {
        var interval = TimeSpan.FromMilliseconds(options.IntervalMillis);
        (_find, _intervalNanoseconds) = (find, interval.Ticks * TimeSpan.NanosecondsPerTick);
        _timer = clock.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(interval, Timeout.InfiniteTimeSpan);

        void Ring()
        {
            Volatile.Write(ref _isDue, true);
            wake();
            _timer?.Change(interval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>An interval is over, and nobody has looked yet.</summary>
    public bool IsDue => Volatile.Read(ref _isDue);

    public void Dispose() => _timer.Dispose();

    /// <summary>What to tell the exchange before it carries out a command; null when that needs nothing new.</summary>
    public SetReference? Before(CommandType type, ReadOnlySpan<byte> payload, EngineView view, Timestamp now)
    {
        var instrument = view.OnPaperOf(type, payload);
        if (instrument == 0)
            return null;
        FollowNew(view);
        var followed = _followed.Find(one => one.Instrument == instrument)!;
        return Take(followed, now, orOlderThan: _intervalNanoseconds);
    }

    /// <summary>What would be told before an order in that instrument, if any; nothing is told by that.</summary>
    public SetReference? Peek(int instrument, EngineView view, Timestamp now)
    {
        FollowNew(view);
        return _followed.Find(one => one.Instrument == instrument) is { } followed
            ? Find(followed, now, _intervalNanoseconds)?.Reference
            : null;
    }

    /// <summary>
    /// What to tell the exchange of the instruments in which orders wait, or, of an account, in which it has positions.
    /// </summary>
    public IEnumerable<SetReference> Wanted(EngineView view, int account, Timestamp now)
    {
        FollowNew(view);
        return account == 0 ? Awaited(view, now) : Held(view, account, now);
    }

    private IEnumerable<SetReference> Awaited(EngineView view, Timestamp now)
    {
        Volatile.Write(ref _isDue, false);
        foreach (var followed in _followed)
            if (view.Walk.Instrument(followed.Instrument).OpenOrders > 0
                && Take(followed, now, orOlderThan: long.MaxValue) is { } reference)
                yield return reference;
    }

    private IEnumerable<SetReference> Held(EngineView view, int account, Timestamp now)
    {
        foreach (var position in view.Walk.PositionsOf(account))
            if (position.Quantity != 0 && _followed.Find(one => one.Instrument == position.Instrument) is { } followed
                && now.Nanoseconds - followed.ToldAt >= _intervalNanoseconds
                && Take(followed, now, orOlderThan: long.MaxValue) is { } reference)
                yield return reference;
    }

    private void FollowNew(EngineView view)
    {
        for (; _looked < view.Walk.InstrumentCount; _looked++)
            if (view.Walk.Instrument(_looked + 1) is { Execution: Execution.Paper } listed)
                _followed.Add(new Followed(listed.Number, listed.Symbol));
    }

    private SetReference? Take(Followed followed, Timestamp now, long orOlderThan)
    {
        if (Find(followed, now, orOlderThan) is not { } prices)
            return null;
        (followed.Version, followed.ToldAt) = (prices.Version, now.Nanoseconds);
        return prices.Reference with { Instrument = followed.Instrument };
    }

    private MarketPrices? Find(Followed followed, Timestamp now, long orOlderThan) =>
        _find(followed.Symbol, now) is { } prices
        && (prices.Version != followed.Version || now.Nanoseconds - followed.ToldAt >= orOlderThan)
            ? prices
            : null;

    private sealed class Followed(int instrument, string symbol)
    {
        public int Instrument => instrument;

        public string Symbol => symbol;

        public long Version { get; set; }

        public long ToldAt { get; set; }
    }
}
