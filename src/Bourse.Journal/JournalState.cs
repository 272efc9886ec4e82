namespace Bourse.Journal;

/// <summary>What a journal can do with the next record.</summary>
public enum JournalState
{
    /// <summary>Records go to files.</summary>
    Writable,

    /// <summary>The disk refuses, and records go to memory, where readers of this process see them.</summary>
    Overflow,

    /// <summary>Records are refused. Reading goes on.</summary>
    ReadOnly,
}
