namespace Bourse.Market;

/// <summary>Why something is missing; stored in the conditions of a <see cref="Gap"/>. Numbers are never reused.</summary>
public enum GapReason : uint
{
    /// <summary>The venue's numbers, or a source's, leave some out: those between the two of the gap.</summary>
    Numbering = 0,

    /// <summary>The book is not what the venue's checksum says: expected is the venue's.</summary>
    Checksum = 1,

    /// <summary>The connection was lost: expected is the book's last number, 0 where there are none.</summary>
    Disconnected = 2,

    /// <summary>Bids stood above asks for longer than a moment.</summary>
    Crossed = 3,

    /// <summary>Somebody asked for the book anew.</summary>
    Requested = 4,

    /// <summary>Part of a message about this instrument could not be read.</summary>
    Malformed = 5,

    /// <summary>Trades are missing between the two ids; the book is not affected.</summary>
    TradeIds = 6,

    /// <summary>More changes came than could be kept while a snapshot was awaited.</summary>
    Overrun = 7,

    /// <summary>
    /// A message could not be read at all, received being its number on the connection: what it was about is not known.
    /// Books are not affected: the next change of each shows whether it was about that one.
    /// </summary>
    Unreadable = 8,
}
