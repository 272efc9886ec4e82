namespace Bourse.Feeds.Venues;

/// <summary>What is subscribed to of an instrument.</summary>
[Flags]
public enum VenueChannels
{
    None = 0,
    Trades = 1,
    Quotes = 2,
    Book = 4,
    Bars = 8,

    /// <summary>What a market is usually followed by.</summary>
    Usual = Trades | Quotes | Book,
}
