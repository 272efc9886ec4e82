namespace Bourse.Journal;

/// <summary>One record, in place. Valid until its cursor reads on or is disposed: copy what must live longer.</summary>
public readonly ref struct JournalRecord
{
    internal JournalRecord(long sequence, long time, ushort type, ushort version, ReadOnlySpan<byte> payload)
    {
        Sequence = sequence;
        Time = time;
        Type = type;
        Version = version;
        Payload = payload;
    }

    /// <summary>1 for a journal's first record; the next has the next.</summary>
    public long Sequence { get; }

    /// <summary>Nanoseconds since the Unix epoch; never before the time of an earlier record.</summary>
    public long Time { get; }

    public ushort Type { get; }

    public ushort Version { get; }

    public ReadOnlySpan<byte> Payload { get; }
}
