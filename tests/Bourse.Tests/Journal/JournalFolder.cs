using Bourse.Journal;
using Bourse.SecondProcess;

namespace Bourse.Tests.Journal;

/// <summary>A journal in a temporary folder of its own, which goes when the test is over.</summary>
internal sealed class JournalFolder : IDisposable
{
    public const int SmallSegmentBytes = 4096;

    public JournalFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(
        System.IO.Path.GetTempPath(), "bourse-journal-" + Guid.NewGuid().ToString("N"));

    public JournalOptions Options => new()
    {
        Directory = Path,
        SegmentBytes = SmallSegmentBytes,
        Durability = Durability.Os,
        RetryMillis = 5,
    };

    public string[] Segments => [.. Directory.GetFiles(Path, "*.seg").Order(StringComparer.Ordinal)];

    public string Segment(long firstSequence) => System.IO.Path.Combine(Path, $"{firstSequence:D20}.seg");

    /// <summary>A copy of the files as they are now: what a process that is killed now would leave.</summary>
    public JournalFolder AfterKill()
    {
        var copy = new JournalFolder();
        foreach (var path in Directory.GetFiles(Path, "*.seg").Concat(Directory.GetFiles(Path, "*.idx")))
            File.Copy(path, System.IO.Path.Combine(copy.Path, System.IO.Path.GetFileName(path)));
        return copy;
    }

    public JournalWriter Open(IJournalFiles? files = null) => JournalWriter.Open(Options, files);

    /// <summary>Appends records that follow from their sequence, and commits.</summary>
    public static void Append(JournalWriter writer, int count) => RecordPattern.Append(writer, count);

    public void Write(int count)
    {
        using var writer = Open();
        Append(writer, count);
    }

    public static byte[] PayloadOf(long sequence) => RecordPattern.PayloadOf(sequence);

    public static long TimeOf(long sequence) => RecordPattern.TimeOf(sequence);

    /// <summary>Reads from a sequence to the end, checks each record, and returns the sequences read.</summary>
    public static List<long> Read(JournalReader reader, long from = 1)
    {
        using var cursor = reader.OpenCursor(from);
        return Read(cursor);
    }

    public static List<long> Read(JournalCursor cursor)
    {
        var sequences = new List<long>();
        while (cursor.TryRead(out var record))
        {
            sequences.Add(record.Sequence);
            Assert.Equal(PayloadOf(record.Sequence), record.Payload.ToArray());
            Assert.Equal(TimeOf(record.Sequence), record.Time);
            Assert.Equal(RecordPattern.Type, record.Type);
            Assert.Equal(RecordPattern.Version, record.Version);
        }
        return sequences;
    }

    public List<long> ReadAll()
    {
        using var reader = JournalReader.Open(Path);
        return Read(reader, reader.FirstSequence);
    }

    public VerifyReport Verify() =>
        JournalVerifier.Verify(Path, stopping: TestContext.Current.CancellationToken);

    public static IEnumerable<long> Range(long first, long last)
    {
        for (var sequence = first; sequence <= last; sequence++)
            yield return sequence;
    }

    /// <summary>Polls until something holds, for at most ten seconds.</summary>
    public static void Until(Func<bool> holds)
    {
        var deadline = Environment.TickCount64 + 10_000;
        while (!holds())
        {
            Assert.True(Environment.TickCount64 < deadline, "It did not happen within ten seconds.");
            Thread.Sleep(1);
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
