using Bourse.Gateway.Watching;
using Bourse.Market;
using Bourse.Records;
using Bourse.Tests.Ticks;

namespace Bourse.Tests.Watching;

/// <summary>A tape of one instrument that alerts watch; times are in seconds, prices and sizes in whole units.</summary>
internal sealed class AlertTape
{
    public const string Symbol = "ASX:BHP";

    private readonly byte[] _payload = new byte[Bourse.Market.Quote.Bytes];
    private readonly TickFeed _feed = new();
    private readonly Instrument _bhp;

    public AlertTape()
    {
        _bhp = _feed.Define(TickFeed.Asx, "BHP");
        Watch = new AlertWatch(_feed.Store);
    }

    public AlertWatch Watch { get; private set; }

    public long Sequence { get; private set; }

    public static long Units(decimal number) => (long)(number * Price.UnitsPerOne);

    public static Alert Make(
        AlertKind kind, decimal threshold, int window = 0, bool repeats = false, decimal hysteresis = 0, long since = 0,
        long id = 1) => new()
        {
            Id = id, User = "ann", Symbol = Symbol, Kind = kind, Threshold = Units(threshold), WindowSeconds = window,
            IsRepeating = repeats, Hysteresis = Units(hysteresis), Since = since,
        };

    /// <summary>Sets an alert on; without another it is the only one.</summary>
    public void Put(Alert alert, bool isNow = false) => Watch.Put(alert, isNow);

    /// <summary>Begins anew with nothing but the alerts as they are.</summary>
    public void Restart(params Alert[] alerts)
    {
        Watch = new AlertWatch(_feed.Store);
        foreach (var alert in alerts)
            Watch.Put(alert, isNow: false);
    }

    public AlertChange[] Trade(
        long seconds, decimal price, decimal size = 1, EventFlags flags = EventFlags.None, bool isPast = false,
        long? receivedAfter = null)
    {
        var header = TickFeed.Header(_bhp, seconds * Timestamp.PerSecond, flags);
        new Trade(header, new Price(Units(price)), new Quantity(Units(size))).Write(_payload);
        return Apply(MarketEventType.Trade, Bourse.Market.Trade.Bytes, seconds + (receivedAfter ?? 0), isPast);
    }

    public AlertChange[] PastQuote(long seconds, decimal bid, decimal ask) => Quote(seconds, bid, ask, isPast: true);

    public AlertChange[] Quote(
        long seconds, decimal bid, decimal ask, decimal bidSize = 1, decimal askSize = 1,
        EventFlags flags = EventFlags.None, bool isPast = false)
    {
        var header = TickFeed.Header(_bhp, seconds * Timestamp.PerSecond, flags);
        new Quote(
            header, new Price(Units(bid)), new Quantity(Units(bidSize)), new Price(Units(ask)),
            new Quantity(Units(askSize))).Write(_payload);
        return Apply(MarketEventType.Quote, Bourse.Market.Quote.Bytes, seconds, isPast);
    }

    public AlertChange[] Gap(long seconds)
    {
        new Gap(TickFeed.Header(_bhp, seconds * Timestamp.PerSecond), 5, 9).Write(_payload);
        return Apply(MarketEventType.Gap, Bourse.Market.Gap.Bytes, seconds, isPast: false);
    }

    private AlertChange[] Apply(MarketEventType type, int bytes, long receivedSeconds, bool isPast)
    {
        Watch.Apply(
            ++Sequence, receivedSeconds * Timestamp.PerSecond, (ushort)type, _payload.AsSpan(0, bytes), isPast);
        AlertChange[] changes = [.. Watch.Changes];
        Watch.Changes.Clear();
        return changes;
    }
}
