namespace Bourse.Feeds.Venues;

/// <summary>A frame to be sent to a venue.</summary>
/// <param name="IsSecret">It says who we are: it is never captured.</param>
internal readonly record struct OutgoingFrame(byte[] Bytes, bool IsSecret);
