using System.Text;
using Bourse.Market;

namespace Bourse.Feeds.Csv;

/// <summary>
/// The instruments of a file whose rows name their symbols. Rows of one symbol tend to follow each other: the last is
/// looked at first. Allocates only for a symbol not seen before; one thread.
/// </summary>
/// <param name="define">Defines an instrument on the tape.</param>
internal sealed class CsvSymbols(Func<string, Instrument> define)
{
    private const int SymbolsMax = 100_000;

    private readonly Dictionary<ulong, Entry> _entries = [];
    private Entry _last = new([], InstrumentId.None);

    /// <summary>Null when the symbol can be used, else what is wrong.</summary>
    public string? TryFind(ReadOnlySpan<byte> symbol, out InstrumentId instrument)
    {
        if (!symbol.SequenceEqual(_last.Symbol) && Find(symbol) is { } fault)
        {
            instrument = InstrumentId.None;
            return fault;
        }

        instrument = _last.Instrument;
        return instrument == InstrumentId.None ? "there is no symbol" : null;
    }

    private string? Find(ReadOnlySpan<byte> symbol)
    {
        var hash = StableHash.Of(symbol);
        while (_entries.TryGetValue(hash, out var entry))
        {
            if (symbol.SequenceEqual(entry.Symbol))
            {
                _last = entry;
                return null;
            }

            hash = unchecked(hash + 1);
        }

        var text = Encoding.UTF8.GetString(symbol);
        if (!Instrument.IsSymbol(text, Instrument.SymbolLengthMax))
            return "the symbol is not upper-case letters, digits and . - _ /";
        if (_entries.Count >= SymbolsMax)
            return $"the file has more than {SymbolsMax} symbols";
        _last = _entries[hash] = new Entry(symbol.ToArray(), define(text).Id);
        return null;
    }

    private sealed record Entry(byte[] Symbol, InstrumentId Instrument);
}
