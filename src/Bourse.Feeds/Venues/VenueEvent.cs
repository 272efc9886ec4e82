using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// One thing that a frame says, in our units. Which fields mean something depends on its kind; texts are places in the
/// frame's bytes, levels are places in the frame's lists.
/// </summary>
internal struct VenueEvent
{
    public VenueEventKind Kind;

    /// <summary>On a trade, the side that took.</summary>
    public Side Side;

    /// <summary>OffPrice where the venue excludes the trade from its price statistics.</summary>
    public EventFlags Flags;

    /// <summary>The venue's qualifiers: up to four ASCII characters, the first in the lowest byte; or its number.</summary>
    public uint Conditions;

    /// <summary>When the venue says it happened; 0 where it says nothing.</summary>
    public Timestamp VenueTime;

    /// <summary>A trade's id; a quote's number; the last number that a book event covers. 0 where there is none.</summary>
    public long Native;

    /// <summary>The first number that a delta covers; 0 where it covers one.</summary>
    public long FirstNative;

    /// <summary>The number of the delta before, where the venue chains its deltas by it.</summary>
    public long PreviousNative;

    /// <summary>A trade's price, a quote's bid, an instrument's tick, a bar's close.</summary>
    public Price Price;

    /// <summary>A trade's quantity, a quote's bid size, an instrument's lot, a bar's volume.</summary>
    public Quantity Quantity;

    public Price Ask;
    public Quantity AskSize;

    /// <summary>The venue's checksum of the book after this event.</summary>
    public uint Checksum;
    public bool HasChecksum;

    /// <summary>The most decimals of a price and of a quantity in this event's digits, or an instrument's.</summary>
    public byte PriceDecimals;
    public byte QuantityDecimals;

    /// <summary>The venue's name of the instrument.</summary>
    public Slice Symbol;

    /// <summary>What a refusal, a notice or a malformed part says.</summary>
    public Slice Text;

    /// <summary>What a notice says, where the frame has no words for it; else null.</summary>
    public string? Note;

    public Slice Bids;
    public Slice Asks;

    /// <summary>A place in a frame's bytes or in one of its lists.</summary>
    internal readonly record struct Slice(int Start, int Length)
    {
        public ReadOnlySpan<T> Of<T>(ReadOnlySpan<T> all) => all.Slice(Start, Length);
    }
}
