namespace Bourse.Feeds.Venues;

/// <summary>Something to be asked over REST: a book's snapshot, or the instruments where no line is named.</summary>
internal readonly record struct RestAsk(Uri Address, MarketLine? Line);
