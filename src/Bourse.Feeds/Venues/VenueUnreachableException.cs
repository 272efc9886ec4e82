namespace Bourse.Feeds.Venues;

/// <summary>A venue cannot be connected to, or does not answer. The message is for people.</summary>
/// <param name="retryAfter">How long the venue asks us to wait; null where it does not say.</param>
internal sealed class VenueUnreachableException(string message, TimeSpan? retryAfter, Exception? inner = null)
    : Exception(message, inner)
{
    public TimeSpan? RetryAfter => retryAfter;
}
