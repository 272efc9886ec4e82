namespace Bourse.Tape;

/// <summary>What the tape has done since it was opened.</summary>
/// <param name="Appended">Events written to the journal, definitions included.</param>
/// <param name="Duplicates">Events recognised as being on the tape already.</param>
/// <param name="Refused">Events that were malformed or spoke of something undefined.</param>
public readonly record struct TapeCounters(long Appended, long Duplicates, long Refused);
