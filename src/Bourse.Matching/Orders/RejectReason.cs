namespace Bourse.Matching;

/// <summary>Why a command was refused; nothing in the book has changed then.</summary>
public enum RejectReason : byte
{
    /// <summary>It was not refused.</summary>
    None = 0,

    /// <summary>No order of that id rests: never issued, filled or cancelled.</summary>
    UnknownOrder = 1,

    /// <summary>An order of that id rests.</summary>
    DuplicateOrderId = 2,
    SideUnknown = 3,
    QuantityNotPositive = 4,
    PriceOutOfRange = 5,

    /// <summary>
    /// A display quantity below 0 or above the quantity, on an order that cannot rest, or so small that the order would be
    /// shown in more than <see cref="OrderBook.SlicesMax"/> parts.
    /// </summary>
    DisplayOutOfRange = 6,
    OwnerNegative = 7,

    /// <summary>A post-only order that would take.</summary>
    WouldTake = 8,

    /// <summary>Terms that contradict each other, such as a post-only market order, or that are not known.</summary>
    TermsContradict = 9,

    /// <summary>In a call, where nothing trades at once: immediate, fill-or-kill and post-only have no meaning.</summary>
    NotInCall = 10,

    /// <summary>The book holds <see cref="OrderBookOptions.OrdersMax"/> orders.</summary>
    BookFull = 11,
}
