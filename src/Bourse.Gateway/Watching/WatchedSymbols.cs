using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Watching;

/// <summary>Symbols as they may be watched, whether they are on the tape already or not.</summary>
internal sealed class WatchedSymbols(TickStore ticks)
{
    /// <summary>"KRAKEN:BTC-USD".</summary>
    public const int LengthMax = Venue.CodeLengthMax + 1 + Instrument.SymbolLengthMax;

    /// <summary>"BHP" or "ASX:BHP", in capitals.</summary>
    public static bool IsWellFormed(string symbol) => symbol.Split(':') switch
    {
        [var alone] => Instrument.IsSymbol(alone, Instrument.SymbolLengthMax),
        [var venue, var own] => Instrument.IsSymbol(venue, Venue.CodeLengthMax)
            && Instrument.IsSymbol(own, Instrument.SymbolLengthMax),
        _ => false,
    };

    public bool IsKnown(string symbol) => ticks.Instruments.Named(symbol).Count > 0;

    public Instrument? Find(string key) => ticks.Instruments.Find(key);

    /// <summary>The one instrument that a symbol names, venue included, or why there is none.</summary>
    public string? OneOf(string symbol, out string fault)
    {
        fault = "";
        if (!IsWellFormed(symbol))
            fault = "'symbol' must be like BHP or ASX:BHP, in capitals.";
        else if (symbol.Contains(':', StringComparison.Ordinal))
            return symbol;
        else if (ticks.Instruments.Named(symbol) is [var one])
            return one.Key;
        else if (ticks.Instruments.Named(symbol) is [_, ..] several)
            fault = $"Several venues have it: {string.Join(", ", several.Select(of => of.Key))}.";
        else
            fault = "No instrument has this symbol yet: name its venue too, as ASX:BHP.";
        return null;
    }
}
