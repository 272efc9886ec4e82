using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>A quote as kept in memory. A side of size 0 is empty and its price means nothing.</summary>
public readonly record struct QuoteRow
{
    public required Instrument Instrument { get; init; }

    /// <summary>The venue's time.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>The tape's sequence.</summary>
    public required long Sequence { get; init; }

    public required Price Bid { get; init; }

    public required Quantity BidSize { get; init; }

    public required Price Ask { get; init; }

    public required Quantity AskSize { get; init; }

    /// <summary>The venue's update number, or the row of the source.</summary>
    public required long Native { get; init; }

    public required uint Conditions { get; init; }

    public required EventFlags Flags { get; init; }

    public TickKey Key => new(Time.Nanoseconds, Sequence);

    /// <summary>The row that a quote on the tape makes.</summary>
    public static QuoteRow Of(Instrument instrument, in Quote quote, long sequence) => new()
    {
        Instrument = instrument,
        Time = quote.Header.VenueTime,
        Sequence = sequence,
        Bid = quote.Bid,
        BidSize = quote.BidSize,
        Ask = quote.Ask,
        AskSize = quote.AskSize,
        Native = quote.Header.Native,
        Conditions = quote.Header.Conditions,
        Flags = quote.Header.Flags,
    };
}
