namespace Bourse.Journal;

/// <summary>What copying a journal made.</summary>
/// <param name="LastSequence">The last record in the copy; 0 when there is none.</param>
/// <param name="Files">The segments' paths, oldest first.</param>
public sealed record JournalCopyReport(long LastSequence, IReadOnlyList<string> Files);
