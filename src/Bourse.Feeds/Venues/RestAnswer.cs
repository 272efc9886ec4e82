namespace Bourse.Feeds.Venues;

/// <summary>What a venue answered over REST; no body where it did not, and the reason.</summary>
internal readonly record struct RestAnswer(RestAsk Ask, byte[]? Body, string Reason);
