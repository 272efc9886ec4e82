using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Decides when a bar is pushed: at once when a later trade closes it or a late one corrects it, and while it forms
/// with the first tape record of each new second. A function of the tape's order alone, so that a bar read from
/// history is pushed as it was live. Guarded by its owner.
/// </summary>
internal sealed class BarWatch(TickStore store, EventFrames frames)
{
    private readonly ListenerSet[] _listeners = MakeListeners();
    private readonly Dictionary<(int Instrument, BarInterval Interval), BarState> _states = [];
    private readonly List<BarState> _dirty = [];
    private long _second = long.MinValue;

    public ListenerSet Listeners(BarInterval interval) => _listeners[(int)interval];

    public void Define(Instrument instrument)
    {
        foreach (var listeners in _listeners)
            listeners.Define(instrument);
    }

    /// <summary>Takes note of the store's last trade; one that the store refused is in no bar.</summary>
    public void Apply(in Trade trade, long sequence)
    {
        var id = trade.Header.Instrument;
        if (store.Find(id) is not { } ticks || ticks.LastSequence != sequence)
            return;
        for (var interval = BarInterval.Second1; interval <= BarInterval.Day1; interval++)
            if (Listeners(interval).Hears(id))
                Apply(ticks, interval, trade.Header.VenueTime, sequence);
    }

    /// <summary>The tape has reached a time: in a new second, the bars that changed are pushed.</summary>
    public void Advance(long tapeTime, long sequence)
    {
        var second = Math.DivRem(tapeTime, Timestamp.PerSecond).Quotient;
        if (second == _second)
            return;
        _second = second;
        foreach (var state in _dirty)
        {
            state.IsDirty = false;
            Send(state, state.Start, isClosed: false, state.Sequence, sequence);
        }

        _dirty.Clear();
    }

    /// <summary>
    /// Prepares for a channel that is about to listen, and returns the bars now forming of the instruments chosen,
    /// with the sequence up to which they are known, at least the one given.
    /// </summary>
    public List<SequencedFrame> Open(InstrumentChoice choice, BarInterval interval, ref long sequence)
    {
        var forming = new List<SequencedFrame>();
        foreach (var ticks in store.All)
        {
            var snapshot = choice.Holds(ticks.Instrument) ? ticks.Snapshot() : null;
            if (snapshot?.LastTrade is not { } last)
                continue;
            sequence = Math.Max(sequence, snapshot.Sequence);
            var state = StateOf(ticks.Instrument.Id, interval);
            if (!Listeners(interval).Hears(ticks.Instrument.Id))
            {
                state.Start = ticks.Clock.StartOf(last.Time, interval);
                state.Sequence = last.Sequence;
            }

            if (Frame(state, state.Start, isClosed: false, last.Sequence) is { } frame)
                forming.Add(new SequencedFrame(frame, last.Sequence));
        }

        return forming;
    }

    /// <summary>Everybody who listens has just been sent the bars as they are: nothing waits to be pushed.</summary>
    public void Settle()
    {
        foreach (var state in _dirty)
            state.IsDirty = false;
        _dirty.Clear();
    }

    /// <summary>
    /// Takes over where another watch stands, for a channel that moves from there to here at the same sequence.
    /// </summary>
    public void TakeOver(BarWatch other)
    {
        foreach (var from in other._states.Values)
        {
            var state = StateOf(from.Instrument, from.Interval);
            if (!Listeners(from.Interval).Hears(from.Instrument))
                (state.Start, state.Sequence) = (from.Start, from.Sequence);
            if (from.IsDirty)
                Touch(state, from.Sequence);
        }
    }

    private void Apply(InstrumentTicks ticks, BarInterval interval, Timestamp venueTime, long sequence)
    {
        var start = ticks.Clock.StartOf(venueTime, interval);
        var state = StateOf(ticks.Instrument.Id, interval);
        if (state.Start is { } latest && start < latest)
        {
            Send(state, start, isClosed: true, sequence, sequence);
            return;
        }

        if (state.Start is { } closed && start > closed)
            Send(state, closed, isClosed: true, sequence, sequence);
        state.Start = start;
        Touch(state, sequence);
    }

    private void Touch(BarState state, long sequence)
    {
        state.Sequence = Math.Max(state.Sequence, sequence);
        if (state.IsDirty)
            return;
        state.IsDirty = true;
        _dirty.Add(state);
    }

    private BarState StateOf(InstrumentId instrument, BarInterval interval)
    {
        var key = (instrument.Number, interval);
        if (!_states.TryGetValue(key, out var state))
            _states[key] = state = new BarState(instrument, interval);
        return state;
    }

    private void Send(BarState state, Timestamp? start, bool isClosed, long barSequence, long tapeSequence)
    {
        if (Frame(state, start, isClosed, barSequence) is { } frame)
            Listeners(state.Interval).Send(state.Instrument, frame, tapeSequence, state.Instrument.Number);
    }

    // Null when the store has let the bar go: a late trade of long ago corrects what only the tape still tells.
    private byte[]? Frame(BarState state, Timestamp? start, bool isClosed, long sequence) =>
        start is { } time && store.Find(state.Instrument) is { } ticks && ticks.BarAt(state.Interval, time) is { } bar
            ? frames.Bar(ticks.Instrument, state.Interval, bar, isClosed, sequence)
            : null;

    private static ListenerSet[] MakeListeners()
    {
        var listeners = new ListenerSet[BarIntervals.Count];
        for (var i = 0; i < listeners.Length; i++)
            listeners[i] = new ListenerSet();
        return listeners;
    }
}
