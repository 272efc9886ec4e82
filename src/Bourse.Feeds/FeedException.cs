namespace Bourse.Feeds;

/// <summary>A feed cannot go on: its source or its settings are wrong. The message is for people.</summary>
public sealed class FeedException(string message, Exception? inner = null) : Exception(message, inner);
