namespace Bourse.Journal;

/// <summary>Another writer holds the journal.</summary>
public sealed class JournalLockedException(string message) : JournalException(message);
