namespace Bourse.Journal;

/// <summary>The journal takes no record, or can no longer promise one: the disk is full or has failed.</summary>
public sealed class JournalReadOnlyException(string message, Exception? inner = null)
    : JournalException(message, inner);
