namespace Bourse.Records;

/// <summary>The database does not answer, or not in time: what is asked of it may be asked again later.</summary>
public sealed class RecordsUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
