namespace Bourse.Feeds.Venues;

/// <summary>What one part of a venue's frame says.</summary>
internal enum VenueEventKind : byte
{
    None = 0,
    Trade,
    Quote,

    /// <summary>The whole book, or as deep as was asked for: it replaces what was known.</summary>
    BookSnapshot,

    /// <summary>New quantities of some prices; 0 removes one.</summary>
    BookDelta,

    /// <summary>A bar as the venue counts it. It is not put onto the tape: bars are made of trades.</summary>
    Bar,

    /// <summary>An instrument's tick, lot and decimals.</summary>
    Instrument,

    /// <summary>The venue accepted who we are: subscriptions may follow.</summary>
    LoggedIn,

    /// <summary>The venue confirmed a subscription, or its end.</summary>
    Subscribed,

    /// <summary>The venue refused a subscription or a login; the text says why.</summary>
    Refused,

    /// <summary>The venue is there; nothing happened.</summary>
    Heartbeat,

    /// <summary>What the venue says of itself or of an instrument: halts, corrections, maintenance.</summary>
    Notice,

    /// <summary>Part of a frame that names an instrument and could not be read: its book may have missed something.</summary>
    Malformed,
}
