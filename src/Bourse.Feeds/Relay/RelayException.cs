namespace Bourse.Feeds.Relay;

/// <summary>The relay's server refused, or does not speak the protocol.</summary>
public sealed class RelayException(string message) : Exception(message);
