namespace Bourse.Journal;

/// <summary>Something that is wrong in a journal's folder: where it is, and which record should be there.</summary>
public sealed record JournalFault(string File, long Offset, long Sequence, string Reason)
{
    public override string ToString() => $"{File}: offset {Offset}, sequence {Sequence}: {Reason}";
}
