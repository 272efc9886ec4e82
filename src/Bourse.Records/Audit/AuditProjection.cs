using System.Text.Json;
using Bourse.Journal;

namespace Bourse.Records;

/// <summary>Brings the audit journal into its table, from where the database says. One thread.</summary>
internal sealed class AuditProjection(JournalReader journal, int batchRecords) : IJournalProjection
{
    public const string ReaderName = "audit";

    private JournalCursor? _cursor;

    public string Name => ReaderName;

    public JournalReader Journal => journal;

    public void Begin(RecordsWriter writer, long position)
    {
        if (position > journal.LastSequence)
            throw new ReaderConflictException(
                $"The records have the audit up to {position}, and its journal ends with {journal.LastSequence}: "
                + "its end was lost or taken away, or it is another one.");
        _cursor?.Dispose();
        _cursor = journal.OpenCursor(position + 1);
    }

    public bool Wait(TimeSpan timeout, CancellationToken stopping) => _cursor!.Wait(timeout, stopping);

    public long Write(RecordsWriter writer, long position)
    {
        var entries = new List<AuditRow>();
        while (entries.Count < batchRecords && _cursor!.TryRead(out var record))
            entries.Add(RowOf(record));
        if (entries.Count == 0)
            return position;
        writer.Write(ReaderName, position, entries[^1].Sequence, rows => rows.Add(Tables.Audit, entries));
        return entries[^1].Sequence;
    }

    public void Dispose() => _cursor?.Dispose();

    /// <exception cref="ReaderConflictException">The record is not an entry of the audit.</exception>
    internal static AuditRow RowOf(in JournalRecord record)
    {
        var isEntry = record is { Type: AuditTrail.EntryType, Version: AuditTrail.LayoutVersion }
            && record.Payload.Length > AuditTrail.HashBytes;
        if (!isEntry)
            throw new ReaderConflictException($"Record {record.Sequence} of the audit is not an entry of it.");
        try
        {
            var entry = JsonSerializer.Deserialize<AuditEntry>(record.Payload[AuditTrail.HashBytes..]);
            return RowOf(record.Sequence, record.Time, entry, record.Payload[..AuditTrail.HashBytes].ToArray());
        }
        catch (JsonException fault)
        {
            throw new ReaderConflictException($"Record {record.Sequence} of the audit cannot be read: {fault.Message}");
        }
    }

    private static AuditRow RowOf(long sequence, long time, in AuditEntry entry, byte[] hash) => new()
    {
        Sequence = sequence,
        Time = time,
        Actor = Text(entry.Actor),
        Key = Text(entry.Key),
        Address = Text(entry.Address),
        CorrelationId = Text(entry.CorrelationId),
        Action = Text(entry.Action),
        Target = Text(entry.Target),
        Status = entry.Status,
        CommandSequence = entry.CommandSequence,
        Detail = Text(entry.Detail),
        Hash = hash,
    };

    // A text of PostgreSQL's holds any character but this one.
    private static string Text(string? given) => given?.Replace('\0', '\uFFFD') ?? "";
}
