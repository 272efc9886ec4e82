using Bourse.Journal;

namespace Bourse.Records;

/// <summary>
/// The audit's hashes worked out again, from its first entry to its last. A chain shows that nothing within it was changed,
/// put in or taken out. It cannot show that its end was cut off, nor that somebody wrote all of it anew: whoever wants to know
/// keeps its head elsewhere, and compares.
/// </summary>
/// <param name="Entries">How many were looked at.</param>
/// <param name="Last">The last sequence whose hash is right; 0 none.</param>
/// <param name="Head">Its hash, which stands for all entries up to it.</param>
/// <param name="Fault">What is wrong with the first entry that is; null when all are right.</param>
public sealed record AuditChain(long Entries, long Last, byte[] Head, string? Fault)
{
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public static AuditChain Verify(JournalReader journal, CancellationToken stopping = default)
    {
        var (head, expected) = (new byte[AuditTrail.HashBytes], new byte[AuditTrail.HashBytes]);
        var (entries, last) = (0L, 0L);
        using var cursor = journal.OpenCursor(journal.FirstSequence);
        while (cursor.TryRead(out var record))
        {
            stopping.ThrowIfCancellationRequested();
            entries++;
            var isEntry = record is { Type: AuditTrail.EntryType, Version: AuditTrail.LayoutVersion }
                && record.Payload.Length > AuditTrail.HashBytes;
            if (!isEntry)
                return new AuditChain(entries, last, head, $"Sequence {record.Sequence} is not an entry of the audit.");
            var hash = record.Payload[..AuditTrail.HashBytes];
            AuditTrail.HashAfter(head, record.Payload[AuditTrail.HashBytes..], expected);
            // Where older entries were deleted, the first that is left follows nothing that could be looked at.
            var isFirstOfRest = record.Sequence == journal.FirstSequence && record.Sequence > 1;
            if (!isFirstOfRest && !hash.SequenceEqual(expected))
                return new AuditChain(entries, last, head, $"Sequence {record.Sequence} does not follow from what is before it.");
            hash.CopyTo(head);
            last = record.Sequence;
        }

        return new AuditChain(entries, last, head, null);
    }
}
