namespace Bourse.Journal;

/// <summary>A cursor was asked for a sequence that the journal no longer has, or does not have yet.</summary>
public sealed class JournalSequenceException : JournalException
{
    public JournalSequenceException(string directory, long requested, long first, long last)
        : base(Describe(directory, requested, first, last))
    {
        Requested = requested;
        FirstSequence = first;
        LastSequence = last;
    }

    public long Requested { get; }

    /// <summary>The first sequence that can be read.</summary>
    public long FirstSequence { get; }

    /// <summary>The last sequence that can be read; a cursor may be opened one past it.</summary>
    public long LastSequence { get; }

    private static string Describe(string directory, long requested, long first, long last) => requested < first
        ? $"{directory}: sequence {requested} is no longer in the journal; the first available is {first}."
        : $"{directory}: sequence {requested} is ahead of the journal, which ends at {last}.";
}
