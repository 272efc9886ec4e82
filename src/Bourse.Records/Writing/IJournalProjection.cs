using Bourse.Journal;

namespace Bourse.Records;

/// <summary>
/// What brings a journal into tables: <see cref="BlotterProjection"/>, <see cref="AuditProjection"/>. One thread.
/// </summary>
internal interface IJournalProjection : IDisposable
{
    /// <summary>As in <see cref="ReaderRow.Name"/>.</summary>
    public string Name { get; }

    public JournalReader Journal { get; }

    /// <summary>Goes on behind what the database has.</summary>
    /// <exception cref="ReaderConflictException">The records do not fit the journal.</exception>
    /// <exception cref="JournalException">The journal cannot be read from there.</exception>
    public void Begin(RecordsWriter writer, long position);

    /// <summary>Waits until there is something to write.</summary>
    public bool Wait(TimeSpan timeout, CancellationToken stopping);

    /// <summary>Writes a batch of what there is; returns the last sequence that the records have now.</summary>
    /// <exception cref="ReaderConflictException">The records do not fit the journal.</exception>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public long Write(RecordsWriter writer, long position);
}
