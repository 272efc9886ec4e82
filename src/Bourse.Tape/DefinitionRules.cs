using System.Text;
using Bourse.Market;

namespace Bourse.Tape;

/// <summary>What a definition must be like to be held by the tape and understood by its readers.</summary>
internal static class DefinitionRules
{
    private const int TextBytesMax = byte.MaxValue;

    /// <exception cref="ArgumentException">The message names what is wrong.</exception>
    public static void Check(Venue venue, string symbol, InstrumentTerms terms)
    {
        if (!Instrument.IsSymbol(venue.Code, Venue.CodeLengthMax))
            throw new ArgumentException($"'{venue.Code}' is not a venue's code: up to {Venue.CodeLengthMax} of A-Z 0-9 . _ - /.");
        if (!Instrument.IsSymbol(symbol, Instrument.SymbolLengthMax))
            throw new ArgumentException($"'{symbol}' is not a symbol: up to {Instrument.SymbolLengthMax} of A-Z 0-9 . _ - /.");
        foreach (var text in new[] { venue.Name, terms.Name, terms.Currency })
            if (Encoding.UTF8.GetByteCount(text) > TextBytesMax)
                throw new ArgumentException($"'{text[..32]}…' is longer than {TextBytesMax} bytes.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(venue.TimeZone, out _))
            throw new ArgumentException($"Venue {venue.Code}: this machine knows no time zone '{venue.TimeZone}'.");
    }

    /// <exception cref="ArgumentException">The key of a source is empty or too long.</exception>
    public static void Check(string sourceKey)
    {
        if (sourceKey.Length == 0 || Encoding.UTF8.GetByteCount(sourceKey) > Source.KeyLengthMax)
            throw new ArgumentException($"A source's key has 1 to {Source.KeyLengthMax} bytes, not '{sourceKey}'.");
    }
}
