namespace Bourse.Market;

/// <summary>What a market event says of itself. Bits are part of the record's layout and are never reused.</summary>
[Flags]
public enum EventFlags : ushort
{
    None = 0,

    /// <summary>The last record of one message of the venue; a reader may show the book after it.</summary>
    LastOfEvent = 1,

    /// <summary>Part of a snapshot, not of a change.</summary>
    Snapshot = 2,

    /// <summary>The book may be wrong since a gap; it is whole again with the next snapshot.</summary>
    MaybeBadBook = 4,

    /// <summary>Made by the synthetic market: it never happened on any venue.</summary>
    Synthetic = 8,

    /// <summary>Counts in volume but not in open, high, low, close or VWAP, by the venue's own marking.</summary>
    OffPrice = 16,

    /// <summary>Published again from a journal.</summary>
    Replayed = 32,

    /// <summary>Of an instrument of our own exchange whose market bots make: real trades, but not by people alone.</summary>
    Bots = 64,
}
