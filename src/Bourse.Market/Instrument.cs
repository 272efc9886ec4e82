namespace Bourse.Market;

/// <summary>Something that trades on one venue. Immutable; the tape holds its definition.</summary>
public sealed record Instrument
{
    public const int SymbolLengthMax = 32;
    public const int NameLengthMax = 128;

    public required InstrumentId Id { get; init; }

    public required Venue Venue { get; init; }

    /// <summary>The canonical symbol: "BHP", "BTC-USD".</summary>
    public required string Symbol { get; init; }

    /// <summary>A person's name for it; the symbol where none is known.</summary>
    public required string Name { get; init; }

    /// <summary>The currency that prices are in, ISO 4217 or a coin's code.</summary>
    public required string Currency { get; init; }

    /// <summary>The smallest step of a price; zero where it is not known.</summary>
    public Price TickSize { get; init; }

    /// <summary>The smallest step of a quantity; zero where it is not known.</summary>
    public Quantity LotSize { get; init; }

    /// <summary>Made by the synthetic market; nothing of it ever happened.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>Bots make its market on our own exchange: what they do happens, but shows nobody's opinion.</summary>
    public bool HasBots { get; init; }

    /// <summary>What its definition and each of its events say of where they come from.</summary>
    public EventFlags Marks =>
        (IsSynthetic ? EventFlags.Synthetic : EventFlags.None) | (HasBots ? EventFlags.Bots : EventFlags.None);

    /// <summary>"ASX:BHP".</summary>
    public string Key => KeyOf(Venue.Code, Symbol);

    public static string KeyOf(string venueCode, string symbol) => $"{venueCode}:{symbol}";

    /// <summary>Upper-case letters, digits and . - _ / : what a symbol or a venue code may hold.</summary>
    public static bool IsSymbol(string text, int lengthMax) =>
        text.Length >= 1 && text.Length <= lengthMax
        && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || "._-/".Contains(c));
}
