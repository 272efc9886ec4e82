using Bourse.Market;

namespace Bourse.Tape;

/// <summary>What a feed knows of an instrument besides its venue and symbol.</summary>
/// <param name="Name">A person's name for it; empty where none is known.</param>
/// <param name="Currency">The currency that prices are in.</param>
public sealed record InstrumentTerms(
    string Name, string Currency, Price TickSize = default, Quantity LotSize = default, bool IsSynthetic = false,
    bool HasBots = false)
{
    internal Instrument Of(InstrumentId id, Venue venue, string symbol) => new()
    {
        Id = id,
        Venue = venue,
        Symbol = symbol,
        Name = Name.Length == 0 ? symbol : Name,
        Currency = Currency,
        TickSize = TickSize,
        LotSize = LotSize,
        IsSynthetic = IsSynthetic,
        HasBots = HasBots,
    };
}
