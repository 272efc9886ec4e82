using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Sends price updates: each priced trade and each quote. A topic names every venue's instrument, "prices:BHP", or
/// one, "prices:ASX:BHP"; each spelling has a frame of its own. Guarded by its owner.
/// </summary>
internal sealed class PriceWatch(EventFrames frames)
{
    private readonly ListenerSet _bySymbol = new();
    private readonly ListenerSet _byKey = new();

    public ListenerSet Listeners(Topic topic) => topic.Symbol!.Contains(':') ? _byKey : _bySymbol;

    public void Apply(Instrument instrument, in Trade trade, long sequence)
    {
        if (!trade.IsPriced)
            return;
        if (_bySymbol.Hears(instrument.Id))
            Send(
                _bySymbol, instrument, frames.PriceUpdate(instrument.Symbol, instrument, trade, sequence), sequence, 0);
        if (_byKey.Hears(instrument.Id))
            Send(
                _byKey, instrument, frames.PriceUpdate(instrument.Key, instrument, trade, sequence), sequence, 0);
    }

    public void Apply(Instrument instrument, in Quote quote, long sequence)
    {
        if (_bySymbol.Hears(instrument.Id))
            Send(
                _bySymbol, instrument, frames.PriceUpdate(instrument.Symbol, instrument, quote, sequence), sequence, 1);
        if (_byKey.Hears(instrument.Id))
            Send(
                _byKey, instrument, frames.PriceUpdate(instrument.Key, instrument, quote, sequence), sequence, 1);
    }

    public void Define(Instrument instrument)
    {
        _bySymbol.Define(instrument);
        _byKey.Define(instrument);
    }

    // A client that is behind keeps the latest trade and the latest quote: neither stands in for the other.
    private static void Send(ListenerSet listeners, Instrument instrument, byte[] frame, long sequence, int kind) =>
        listeners.Send(instrument.Id, frame, sequence, ((long)instrument.Id.Number * 2) + kind);
}
