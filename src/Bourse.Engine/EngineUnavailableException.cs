namespace Bourse.Engine;

/// <summary>A question to the exchange cannot be answered now; the message says why.</summary>
public sealed class EngineUnavailableException(string message) : Exception(message);
