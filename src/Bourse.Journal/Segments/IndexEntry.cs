namespace Bourse.Journal;

/// <summary>Where in a segment a record begins, in bytes from the start of the file.</summary>
internal readonly record struct IndexEntry(long Sequence, long Time, long Offset);
