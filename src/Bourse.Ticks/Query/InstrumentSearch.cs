using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>Finds instruments by symbol, key or name, whatever the case of the letters.</summary>
public static class InstrumentSearch
{
    private const int Ranks = 5;

    /// <summary>
    /// Best first: the symbol itself, symbols that begin so, names with a word that begins so, then whatever holds the
    /// text; within each in the order of definition. Nothing for an empty text.
    /// </summary>
    public static IReadOnlyList<Instrument> Find(InstrumentRegistry instruments, string text, int limit)
    {
        text = text.Trim();
        var ranks = new List<Instrument>[Ranks];
        for (var rank = 0; rank < Ranks; rank++)
            ranks[rank] = [];
        foreach (var instrument in instruments.All)
            if (text.Length > 0 && RankOf(instrument, text) is { } rank && ranks[rank].Count < limit)
                ranks[rank].Add(instrument);
        return [.. ranks.SelectMany(found => found).Take(limit)];
    }

    private static int? RankOf(Instrument instrument, string text)
    {
        const StringComparison Letters = StringComparison.OrdinalIgnoreCase;
        var symbol = text.Contains(':') ? instrument.Key : instrument.Symbol;
        if (symbol.Equals(text, Letters))
            return 0;
        if (symbol.StartsWith(text, Letters))
            return 1;
        var at = instrument.Name.IndexOf(text, Letters);
        if (at < 0)
            return symbol.Contains(text, Letters) ? 4 : null;
        for (; at > 0 && char.IsLetterOrDigit(instrument.Name[at - 1]);)
            if ((at = instrument.Name.IndexOf(text, at + 1, Letters)) < 0)
                return 4;
        return at == 0 ? 2 : 3;
    }
}
