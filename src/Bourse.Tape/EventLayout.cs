using Bourse.Market;

namespace Bourse.Tape;

/// <summary>Whether a payload has the shape of its type: nothing else is let onto the tape.</summary>
public static class EventLayout
{
    public const ushort Version = 1;

    /// <summary>True when every field that the type's reader touches lies within the payload.</summary>
    public static bool IsWhole(MarketEventType type, ReadOnlySpan<byte> payload) => type switch
    {
        MarketEventType.Trade => payload.Length == Trade.Bytes,
        MarketEventType.Quote => payload.Length == Quote.Bytes,
        MarketEventType.BookSnapshot or MarketEventType.BookDelta => BookUpdate.TryRead(payload, out _),
        MarketEventType.FeedStatus => FeedStatus.Read(payload) is not null,
        MarketEventType.Gap => payload.Length == Gap.Bytes,
        MarketEventType.InstrumentDefinition => InstrumentDefinition.Read(payload) is not null,
        MarketEventType.SourceDefinition => SourceDefinition.Read(payload) is not null,
        _ => false,
    };

    /// <summary>Trades, quotes and books: events that belong to one instrument.</summary>
    public static bool IsOfInstrument(MarketEventType type) => type is MarketEventType.Trade or MarketEventType.Quote
        or MarketEventType.BookSnapshot or MarketEventType.BookDelta;

    /// <summary>Whether the event has a number by which it is recognised; a status may carry its source's position.</summary>
    public static bool IsNumbered(MarketEventType type, in EventHeader header) =>
        header.Source != SourceId.None
        && (IsOfInstrument(type) || (type == MarketEventType.FeedStatus && header.Native > 0));
}
