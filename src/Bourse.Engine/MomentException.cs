namespace Bourse.Engine;

/// <summary>The exchange was in no state at the moment asked for: before its first command, or yet to come.</summary>
public sealed class MomentException(string message) : Exception(message);
