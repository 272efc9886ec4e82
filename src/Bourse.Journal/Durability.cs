namespace Bourse.Journal;

/// <summary>What a journal promises of a record it calls durable.</summary>
public enum Durability
{
    /// <summary>
    /// Survives a killed process: the record is in the page cache. Files are synced when they are full.
    /// </summary>
    Os,

    /// <summary>Survives a power cut that comes more than <see cref="JournalOptions.FlushMillis"/> later.</summary>
    Interval,

    /// <summary>Survives a power cut as soon as <see cref="JournalWriter.Commit"/> has returned.</summary>
    Each,
}
