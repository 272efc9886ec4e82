namespace Bourse.Exchange;

/// <summary>Why a command did nothing. Numbers are never reused.</summary>
public enum RefusalReason : ushort
{
    None = 0,
    CommandUnknown = 1,
    VersionUnknown = 2,

    /// <summary>The payload is not as long as the command's layout.</summary>
    LengthWrong = 3,

    /// <summary>A value has no name, a reserved byte is not zero, or a text is not printable ASCII.</summary>
    Malformed = 4,
    AccountUnknown = 5,
    AssetUnknown = 6,
    InstrumentUnknown = 7,
    OrderUnknown = 8,
    NameTaken = 9,

    /// <summary>Below 1, or so large that sums could pass 64 bits.</summary>
    AmountOutOfRange = 10,

    /// <summary>Tick, lot, rates or limits out of their range.</summary>
    TermsOutOfRange = 11,

    /// <summary>Tick and lot do not change while an order is open.</summary>
    OrdersOpen = 12,

    /// <summary>Not enough that is not held: of the quote asset for a buy, of the base asset for a sell.</summary>
    InsufficientFunds = 13,

    /// <summary>The id belongs to another command.</summary>
    ClientIdTaken = 14,

    /// <summary>So many client ids are remembered that one more has no room.</summary>
    ClientIdsFull = 15,
    PriceOutOfRange = 16,
    PriceOffTick = 17,
    QuantityOutOfRange = 18,
    QuantityOffLot = 19,
    DisplayOutOfRange = 20,
    ValueTooSmall = 21,
    ValueTooLarge = 22,

    /// <summary>Terms that exclude each other, such as a post-only market order.</summary>
    TermsContradict = 23,

    /// <summary>A post-only order that would take.</summary>
    WouldTake = 24,

    /// <summary>A market order while nobody is on the other side.</summary>
    NobodyThere = 25,
    BookFull = 26,
    AccountKilled = 27,
    InstrumentKilled = 28,
    VenueKilled = 29,
    OpenOrdersLimit = 30,
    OrderValueLimit = 31,
    PositionLimit = 32,

    /// <summary>No more accounts, assets or instruments fit.</summary>
    Full = 33,

    /// <summary>It would end before it begins.</summary>
    TimePast = 34,

    /// <summary>Not in the phase that the instrument is in.</summary>
    PhaseForbids = 35,

    /// <summary>Priced to trade further from the reference price than the band allows.</summary>
    OutsideBand = 36,

    /// <summary>A stop that the last price has reached already.</summary>
    WouldTrigger = 37,

    /// <summary>As many trailing stops as may wait in an instrument.</summary>
    TrailingFull = 38,

    /// <summary>A trailing stop while nothing has been traded that it could follow.</summary>
    NoLastPrice = 39,

    /// <summary>
    /// A reduce-only order would open a position, turn it, or come after others that already reduce it to nothing.
    /// </summary>
    NothingToReduce = 40,

    /// <summary>Orders that cannot be together in a group.</summary>
    LegsContradict = 41,

    /// <summary>The quantity of an order of a group is not replaced: it follows what the others are filled.</summary>
    QuantityOfGroup = 42,

    /// <summary>On paper: what is known of the market elsewhere is older than the instrument's terms allow.</summary>
    MarketStale = 44,

    /// <summary>On paper: nothing was ever known of the market elsewhere.</summary>
    NoReference = 45,

    /// <summary>
    /// Not for how the instrument executes: on paper there are no icebergs and no auctions, in a book of its own no
    /// references.
    /// </summary>
    ExecutionForbids = 46,

    /// <summary>Only a journal's first record can.</summary>
    FoundedAlready = 48,
}
