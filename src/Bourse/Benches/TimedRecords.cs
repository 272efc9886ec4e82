using System.Buffers.Binary;
using System.Diagnostics;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Benches;

/// <summary>Trade-sized records that carry the moment they were due, on the clock that all processes share.</summary>
internal static class TimedRecords
{
    public const ushort Type = 1;

    public static long Now() => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    /// <summary>Appends at a fixed rate, open loop: a record that is late counts from when it was due.</summary>
    public static void Write(JournalWriter journal, long records, int recordsPerSecond)
    {
        Span<byte> payload = stackalloc byte[Trade.Bytes];
        payload.Clear();
        var start = Now() + (50 * Timestamp.PerMillisecond);
        for (long i = 0; i < records; i++)
        {
            var due = start + (i * Timestamp.PerSecond / recordsPerSecond);
            while (Now() < due)
                Thread.SpinWait(1);
            BinaryPrimitives.WriteInt64LittleEndian(payload[8..], due);
            journal.Append(Type, 1, due, payload);
            journal.Publish();
        }
    }

    /// <summary>The moment that the record was due.</summary>
    public static long DueOf(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadInt64LittleEndian(payload[8..]);
}
