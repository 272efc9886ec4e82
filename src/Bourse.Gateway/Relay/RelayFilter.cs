using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Gateway.Relay;

/// <summary>
/// Which records a subscriber asked for. Definitions of other instruments are left out; what concerns no instrument
/// (sources, feed states) always passes. One thread.
/// </summary>
internal sealed class RelayFilter(IReadOnlyList<string> symbols)
{
    private readonly HashSet<string> _symbols = new(symbols, StringComparer.Ordinal);
    private bool[] _isWanted = new bool[64];

    public bool Wants(Instrument instrument)
    {
        var number = instrument.Id.Number;
        if (number >= _isWanted.Length)
            Array.Resize(ref _isWanted, Math.Max(number + 1, _isWanted.Length * 2));
        return _isWanted[number] = _symbols.Count == 0
            || _symbols.Contains(instrument.Symbol)
            || _symbols.Contains(instrument.Key);
    }

    public bool Wants(in JournalRecord record)
    {
        var type = (MarketEventType)record.Type;
        if (type == MarketEventType.InstrumentDefinition)
            return InstrumentDefinition.Read(record.Payload) is { } instrument && Wants(instrument);
        var number = EventHeader.In(record.Payload).Instrument.Number;
        return number == 0 || (number < _isWanted.Length && _isWanted[number]);
    }
}
