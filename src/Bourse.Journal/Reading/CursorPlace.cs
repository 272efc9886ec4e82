namespace Bourse.Journal;

/// <summary>A place between two records: in a pinned segment, at an offset, before a sequence.</summary>
internal readonly record struct CursorPlace(Segment? Segment, int Offset, long NextSequence);
