using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>A trade as kept in memory.</summary>
public readonly record struct TradeRow
{
    public required Instrument Instrument { get; init; }

    /// <summary>The venue's time.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>The tape's sequence.</summary>
    public required long Sequence { get; init; }

    public required Price Price { get; init; }

    public required Quantity Size { get; init; }

    /// <summary>The venue's trade id, or the row of the source.</summary>
    public required long Native { get; init; }

    public required uint Conditions { get; init; }

    public required EventFlags Flags { get; init; }

    /// <summary>The side that took.</summary>
    public required Side Side { get; init; }

    public TickKey Key => new(Time.Nanoseconds, Sequence);

    /// <summary>False for prints that the venue excludes from price statistics.</summary>
    public bool IsPriced => (Flags & EventFlags.OffPrice) == 0;

    /// <summary>The row that a trade on the tape makes.</summary>
    public static TradeRow Of(Instrument instrument, in Trade trade, long sequence) => new()
    {
        Instrument = instrument,
        Time = trade.Header.VenueTime,
        Sequence = sequence,
        Price = trade.Price,
        Size = trade.Quantity,
        Native = trade.Header.Native,
        Conditions = trade.Header.Conditions,
        Flags = trade.Header.Flags,
        Side = trade.Header.Side,
    };
}
