using Bourse.Gateway.Json;
using Bourse.Ticks;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Sends where instruments stand, so many times a second at most: whoever shows prices to people needs no more, and a busy
/// market costs the server one frame an instrument and the client a few, however much happens. It looks into the store and
/// keeps nobody who publishes waiting. Any thread.
/// </summary>
internal sealed class TickerBoard(TickStore store)
{
    private readonly Lock _lock = new();
    private readonly ListenerSet _listeners = new();
    private readonly Dictionary<int, Shown> _sent = [];
    private int _defined;

    /// <summary>The channel has where its instruments stand, after the reply, and hears what changes from then on.</summary>
    public bool Join(Subscription channel, Func<long, byte[]> reply)
    {
        lock (_lock)
        {
            var isTaken = channel.Outbox.Send(reply(store.AppliedSequence + 1));
            Open(channel, channel.Choice);
            _listeners.Add(channel, store.Instruments);
            return isTaken;
        }
    }

    /// <summary>Other instruments; those that are new begin with where they stand.</summary>
    public bool Change(Subscription channel, InstrumentChoice choice, InstrumentChoice added, Func<long, byte[]> reply)
    {
        lock (_lock)
        {
            _listeners.Remove(channel);
            channel.Choice = choice;
            var isTaken = channel.Outbox.Send(reply(store.AppliedSequence + 1));
            Open(channel, added);
            _listeners.Add(channel, store.Instruments);
            return isTaken;
        }
    }

    public void Leave(Subscription channel)
    {
        lock (_lock)
        {
            channel.Close();
            _listeners.Remove(channel);
        }
    }

    /// <summary>Sends every instrument that somebody hears and that has traded or been quoted since it was sent.</summary>
    public void Push()
    {
        lock (_lock)
        {
            if (_listeners.IsEmpty)
                return;
            Define();
            foreach (var ticks in store.All)
                if (_listeners.Hears(ticks.Instrument.Id))
                    Push(ticks);
        }
    }

    internal static byte[] Frame(InstrumentTicks ticks) =>
        ChannelFrames.Event(Topic.Ticker, "ticker", ticks.Instrument.Symbol, ticks, SnapshotJson.Write);

    private void Open(Subscription channel, InstrumentChoice choice)
    {
        Define();
        foreach (var ticks in store.All)
        {
            if (!choice.Holds(ticks.Instrument))
                continue;

            // Looked at before it is written: what comes in between is sent again, not left out.
            var shown = ShownOf(ticks);
            channel.Outbox.SendPaced(Frame(ticks), channel, shown.Sequence);
            if (!_listeners.Hears(ticks.Instrument.Id))
                _sent[ticks.Instrument.Id.Number] = shown;
        }
    }

    private void Push(InstrumentTicks ticks)
    {
        var number = ticks.Instrument.Id.Number;
        var known = _sent.GetValueOrDefault(number);
        if (ticks.LastSequence == known.Sequence)
            return;
        var shown = ShownOf(ticks);
        _sent[number] = shown;
        if ((shown.Trade, shown.Quote) != (known.Trade, known.Quote))
            _listeners.Send(ticks.Instrument.Id, Frame(ticks), shown.Sequence, number);
    }

    private static Shown ShownOf(InstrumentTicks ticks)
    {
        var snapshot = ticks.Snapshot();
        return new Shown(snapshot.Sequence, snapshot.LastTrade?.Sequence ?? 0, snapshot.LastQuote?.Sequence ?? 0);
    }

    // A listener by name also hears an instrument that was defined after it came.
    private void Define()
    {
        var defined = store.Instruments.Count;
        if (defined == _defined)
            return;
        _defined = defined;
        foreach (var instrument in store.Instruments.All)
            _listeners.Define(instrument);
    }

    // A book that changes says nothing here: its events move the instrument's sequence and no more.
    private readonly record struct Shown(long Sequence, long Trade, long Quote);
}
