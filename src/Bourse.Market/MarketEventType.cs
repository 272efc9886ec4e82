namespace Bourse.Market;

/// <summary>The type of a tape record. Numbers are part of the format and are never reused.</summary>
public enum MarketEventType : ushort
{
    None = 0,
    Trade = 1,
    Quote = 2,
    BookSnapshot = 3,
    BookDelta = 4,
    FeedStatus = 5,
    Gap = 6,
    InstrumentDefinition = 7,
    SourceDefinition = 8,
}
