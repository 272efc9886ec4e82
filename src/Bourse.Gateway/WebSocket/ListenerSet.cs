using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Who listens to one kind of event: by instrument, so that an event touches only its listeners. Guarded by its owner.
/// </summary>
internal sealed class ListenerSet
{
    private readonly List<Subscription> _toAll = [];
    private readonly List<Subscription> _toNames = [];
    private List<Subscription>?[] _byInstrument = [];

    public bool IsEmpty => _toAll.Count == 0 && _toNames.Count == 0;

    public bool Hears(InstrumentId instrument) => _toAll.Count > 0 || Named(instrument) is { Count: > 0 };

    public void Add(Subscription channel, InstrumentRegistry instruments)
    {
        if (channel.Choice.IsAll)
        {
            _toAll.Add(channel);
            return;
        }

        _toNames.Add(channel);
        foreach (var name in channel.Choice.Names)
            foreach (var instrument in instruments.Named(name))
                AddTo(instrument, channel);
    }

    public void Remove(Subscription channel)
    {
        if (_toAll.Remove(channel) || !_toNames.Remove(channel))
            return;
        foreach (var listeners in _byInstrument)
            listeners?.Remove(channel);
    }

    /// <summary>A listener by name also hears an instrument that was defined after it came.</summary>
    public void Define(Instrument instrument)
    {
        foreach (var channel in _toNames)
            if (channel.Choice.Holds(instrument))
                AddTo(instrument, channel);
    }

    /// <summary>Sends a frame to everyone who hears the instrument and has not had the event yet.</summary>
    public void Send(InstrumentId instrument, byte[] frame, long sequence, long key)
    {
        Send(_toAll, frame, sequence, key);
        if (Named(instrument) is { } listeners)
            Send(listeners, frame, sequence, key);
    }

    private static void Send(List<Subscription> listeners, byte[] frame, long sequence, long key)
    {
        foreach (var channel in listeners)
            if (sequence > channel.LiveAfter)
                channel.Take(frame, sequence, key);
    }

    private List<Subscription>? Named(InstrumentId instrument) =>
        (uint)instrument.Number < (uint)_byInstrument.Length ? _byInstrument[instrument.Number] : null;

    private void AddTo(Instrument instrument, Subscription channel)
    {
        var number = instrument.Id.Number;
        if (number >= _byInstrument.Length)
            Array.Resize(ref _byInstrument, Math.Max(number + 1, _byInstrument.Length * 2));
        var listeners = _byInstrument[number] ??= [];
        if (!listeners.Contains(channel))
            listeners.Add(channel);
    }
}
