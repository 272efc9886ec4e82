using Bourse.Journal;
using Bourse.Market;
using Bourse.Records;
using Bourse.Ticks;

namespace Bourse.Gateway.Watching;

/// <summary>
/// Evaluates alerts on the tape's events, as a function of them alone: what they did is in <see cref="Changes"/>, in the
/// tape's order. An event of an instrument that nobody watches costs one look. One thread.
/// </summary>
internal sealed class AlertWatch(TickStore store)
{
    // The layout of events that this reads.
    private const ushort LayoutVersion = 1;

    // A venue's clock may be a little ahead of ours. An event from further in the future would make all others late.
    private const long AheadMax = Timestamp.PerMinute;

    private readonly Dictionary<long, WatchedAlert> _byId = [];
    private readonly Dictionary<string, List<WatchedAlert>> _undefined = new(StringComparer.Ordinal);
    private readonly Dictionary<string, InstrumentId> _defined = new(StringComparer.Ordinal);
    private InstrumentAlerts?[] _byNumber = new InstrumentAlerts?[64];

    /// <summary>Alerts that it has.</summary>
    public int Count => _byId.Count;

    /// <summary>What events did to alerts; whoever records them clears it.</summary>
    public List<AlertChange> Changes { get; } = [];

    /// <summary>The alerts that it has.</summary>
    public IEnumerable<Alert> Alerts => _byId.Values.Select(watched => watched.Alert);

    /// <summary>Takes an alert, instead of one with its id.</summary>
    /// <param name="isNow">
    /// Made just now, so that what the store has seen is older: an event older than that is late for it. Not so at a start.
    /// </param>
    public void Put(Alert alert, bool isNow)
    {
        Remove(alert.Id);
        if (!alert.IsEnabled)
            return;
        var watched = new WatchedAlert(alert);
        _byId[alert.Id] = watched;
        if (Find(alert.Symbol) is { } id)
            Of(id, isNow).Add(watched);
        else if (_undefined.TryGetValue(alert.Symbol, out var others))
            others.Add(watched);
        else
            _undefined[alert.Symbol] = [watched];
    }

    public void Remove(long id)
    {
        if (!_byId.Remove(id, out var watched))
            return;
        if (Find(watched.Alert.Symbol) is { } instrument)
            _byNumber[instrument.Number]?.Remove(watched);
        if (_undefined.TryGetValue(watched.Alert.Symbol, out var others) && others.Remove(watched) && others.Count == 0)
            _undefined.Remove(watched.Alert.Symbol);
    }

    /// <inheritdoc cref="Apply(long, long, ushort, ReadOnlySpan{byte}, bool)"/>
    public void Apply(in JournalRecord record, bool isPast = false) => Apply(
        record.Sequence, record.Time, record.Version == LayoutVersion ? record.Type : default, record.Payload, isPast);

    /// <summary>Takes a record of the tape, each once and in their order.</summary>
    /// <param name="time">When it was put onto the tape, nanoseconds since 1970.</param>
    /// <param name="isPast">It only fills windows.</param>
    public void Apply(long sequence, long time, ushort type, ReadOnlySpan<byte> payload, bool isPast = false)
    {
        switch ((MarketEventType)type)
        {
            case MarketEventType.Trade when payload.Length == Trade.Bytes && WatchedIn(payload, time) is { } alerts:
                ref readonly var trade = ref Trade.In(payload);
                alerts.Take(trade, new Sighting(sequence, trade.Header.VenueTime.Nanoseconds, isPast), Changes);
                break;
            case MarketEventType.Quote when payload.Length == Quote.Bytes && WatchedIn(payload, time) is { } alerts:
                ref readonly var quote = ref Quote.In(payload);
                alerts.Take(quote, new Sighting(sequence, quote.Header.VenueTime.Nanoseconds, isPast), Changes);
                break;
            case MarketEventType.InstrumentDefinition:
                Define(payload);
                break;
        }
    }

    private InstrumentAlerts? WatchedIn(ReadOnlySpan<byte> payload, long time)
    {
        ref readonly var header = ref EventHeader.In(payload);
        var number = (uint)header.Instrument.Number;
        if (number >= (uint)_byNumber.Length || _byNumber[number] is not { } alerts)
            return null;
        return header.VenueTime.Nanoseconds <= time + AheadMax ? alerts : null;
    }

    // The store may be behind or ahead: what was defined is known from either.
    private InstrumentId? Find(string symbol) => store.Instruments.Find(symbol)?.Id
        ?? (_defined.TryGetValue(symbol, out var id) ? id : null);

    private void Define(ReadOnlySpan<byte> payload)
    {
        if (InstrumentDefinition.Read(payload) is not { } instrument
            || instrument.Id.Number is < 1 or > InstrumentRegistry.InstrumentsMax)
            return;
        _defined[instrument.Key] = instrument.Id;
        if (!_undefined.Remove(instrument.Key, out var alerts))
            return;
        foreach (var alert in alerts)
            Of(instrument.Id, isNow: false).Add(alert);
    }

    private InstrumentAlerts Of(InstrumentId id, bool isNow)
    {
        if (id.Number >= _byNumber.Length)
            Array.Resize(ref _byNumber, Math.Max(id.Number + 1, _byNumber.Length * 2));
        if (_byNumber[id.Number] is { } known)
            return known;
        var alerts = new InstrumentAlerts();
        if (isNow && store.Find(id)?.Snapshot() is { } last)
        {
            alerts.PriceTime = last.LastPricedTrade?.Time.Nanoseconds ?? long.MinValue;
            alerts.QuoteTime = last.LastQuote?.Time.Nanoseconds ?? long.MinValue;
        }

        return _byNumber[id.Number] = alerts;
    }
}
