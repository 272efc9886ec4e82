using System.Security.Cryptography;
using System.Text.Json;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Records;

/// <summary>
/// The journal of what people and programs did: one writer, appended to before the answer is sent, so that what was
/// answered is in it after a kill. Each record is the SHA-256 of the hash before it and of its own JSON, then that JSON:
/// whoever changes one has to change all that follow. Any thread.
/// <code>
///  0      32
///  | hash | JSON |
/// </code>
/// </summary>
public sealed class AuditTrail : IDisposable
{
    public const int HashBytes = SHA256.HashSizeInBytes;
    public const ushort EntryType = 1;
    public const ushort LayoutVersion = 1;

    private readonly Lock _lock = new();
    private readonly JournalWriter _journal;
    private readonly TimeProvider _clock;
    private readonly byte[] _hash;

    private AuditTrail(JournalWriter journal, TimeProvider clock, byte[] hash) =>
        (_journal, _clock, _hash) = (journal, clock, hash);

    public JournalReader Reader => _journal.Reader;

    public JournalWriter Journal => _journal;

    /// <exception cref="JournalException">The journal is held by another process or damaged.</exception>
    public static AuditTrail Open(JournalOptions options, TimeProvider clock)
    {
        var journal = JournalWriter.Open(options, clock: clock);
        var hash = new byte[HashBytes];
        if (journal.LastSequence >= journal.FirstSequence)
        {
            using var cursor = journal.Reader.OpenCursor(journal.LastSequence);
            if (cursor.TryRead(out var last))
                last.Payload[..HashBytes].CopyTo(hash);
        }

        return new AuditTrail(journal, clock, hash);
    }

    /// <summary>Appends an entry and returns its sequence.</summary>
    /// <exception cref="JournalReadOnlyException">The disk takes no records.</exception>
    public long Append(in AuditEntry entry)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(entry);
        var payload = new byte[HashBytes + json.Length];
        json.CopyTo(payload.AsSpan(HashBytes));
        lock (_lock)
        {
            HashAfter(_hash, json, payload);
            var time = Timestamp.FromDateTime(_clock.GetUtcNow()).Nanoseconds;
            var sequence = _journal.Append(EntryType, LayoutVersion, time, payload);
            payload.AsSpan(0, HashBytes).CopyTo(_hash);
            _journal.Publish();
            return sequence;
        }
    }

    /// <summary>The hash of an entry that comes after another.</summary>
    public static void HashAfter(ReadOnlySpan<byte> before, ReadOnlySpan<byte> json, Span<byte> hash)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(before);
        sha.AppendData(json);
        sha.GetHashAndReset(hash);
    }

    public void Dispose() => _journal.Dispose();
}
