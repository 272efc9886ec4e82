using Bourse.Journal;
using Bourse.SecondProcess;

namespace Bourse.Tests.Journal;

/// <summary>Segments large enough for their indexes to have many entries.</summary>
public sealed class IndexTests : IDisposable
{
    private const int Count = 60_000;
    private readonly JournalFolder _folder = new();

    private JournalOptions Options => _folder.Options with { SegmentBytes = 1 << 20 };

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Any_sequence_and_any_time_is_found_in_sealed_and_open_segments(int seed)
    {
        var random = new Random(seed);
        using var writer = JournalWriter.Open(Options);
        RecordPattern.Append(writer, Count);
        using var reader = JournalReader.Open(_folder.Path);
        for (var i = 0; i < 300; i++)
        {
            var sequence = random.Next(2, Count + 1);
            Check(writer.Reader, sequence);
            Check(reader, sequence);
        }
    }

    [Fact]
    public void An_index_that_is_missing_or_damaged_is_made_again()
    {
        using (var writer = JournalWriter.Open(Options))
            RecordPattern.Append(writer, Count);
        var indexes = Directory.GetFiles(_folder.Path, "*.idx").Order().ToArray();
        var whole = indexes.Select(File.ReadAllBytes).ToArray();
        Assert.True(whole[0].Length > 300);
        File.Delete(indexes[0]);
        SegmentBytes.Flip(indexes[1], 50, 2);
        using (var reader = JournalReader.Open(_folder.Path))
            Check(reader, 5_000);
        Assert.False(File.Exists(indexes[0]), "A reader that may only read has written.");

        using (var writer = JournalWriter.Open(Options))
        {
            for (var sequence = 10; sequence < Count; sequence += 1_000)
                Check(writer.Reader, sequence);
        }
        Assert.Equal(whole, indexes.Select(File.ReadAllBytes));
    }

    public void Dispose() => _folder.Dispose();

    private static void Check(JournalReader reader, long sequence)
    {
        using var cursor = reader.OpenCursor(sequence);
        Assert.True(cursor.TryRead(out var record));
        Assert.Equal(sequence, record.Sequence);
        using var at = reader.OpenCursorAt(RecordPattern.TimeOf(sequence));
        Assert.True(at.TryRead(out var first));
        Assert.Equal(Math.Max(1, sequence / 2 * 2), first.Sequence);
    }
}
