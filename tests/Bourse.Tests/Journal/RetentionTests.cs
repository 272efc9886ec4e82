using Bourse.Journal;

namespace Bourse.Tests.Journal;

public sealed class RetentionTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Fact]
    public void Only_whole_segments_before_the_sequence_are_deleted()
    {
        using var writer = OpenWith(500);
        var second = FirstOf(_folder.Segments[1]);
        var third = FirstOf(_folder.Segments[2]);

        Assert.Equal(0, writer.DeleteBefore(second - 1));
        Assert.Equal(1, writer.DeleteBefore(third - 1));
        Assert.Equal(second, writer.FirstSequence);
        Assert.Equal(1, writer.DeleteBefore(third));
        Assert.Equal(third, writer.FirstSequence);
        Assert.Equal(JournalFolder.Range(third, 500), _folder.ReadAll());
    }

    [Fact]
    public void The_segment_being_written_is_never_deleted()
    {
        using var writer = OpenWith(500);
        writer.DeleteBefore(long.MaxValue);
        Assert.Single(_folder.Segments);
        JournalFolder.Append(writer, 100);
        Assert.Equal(600, _folder.ReadAll()[^1]);
    }

    [Fact]
    public void A_cursor_that_stands_in_a_deleted_segment_reads_on()
    {
        using var writer = OpenWith(500);
        using var reader = JournalReader.Open(_folder.Path);
        using var here = writer.Reader.OpenCursor(1);
        using var elsewhere = reader.OpenCursor(1);
        Assert.True(here.TryRead(out _) && elsewhere.TryRead(out _));
        var second = FirstOf(_folder.Segments[1]);

        Assert.Equal(1, writer.DeleteBefore(second));
        Assert.Equal(JournalFolder.Range(2, 500), JournalFolder.Read(here));
        Assert.Equal(JournalFolder.Range(2, 500), JournalFolder.Read(elsewhere));
    }

    [Fact]
    public void A_cursor_at_a_deleted_sequence_is_refused_with_the_first_one_there_is()
    {
        using var writer = OpenWith(500);
        using var reader = JournalReader.Open(_folder.Path);
        writer.DeleteBefore(300);
        foreach (var one in new[] { writer.Reader, reader })
        {
            var gone = Assert.Throws<JournalSequenceException>(() => one.OpenCursor(1));
            Assert.Equal(writer.FirstSequence, gone.FirstSequence);
            Assert.Equal(500, gone.LastSequence);
            Assert.Contains($"first available is {writer.FirstSequence}", gone.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_cursor_left_behind_by_retention_says_so_when_it_wants_a_deleted_segment()
    {
        using var writer = OpenWith(500);
        using var cursor = writer.Reader.OpenCursor(1);
        writer.DeleteBefore(400);

        var gone = Assert.Throws<JournalSequenceException>(() => JournalFolder.Read(cursor));
        Assert.Equal(writer.FirstSequence, gone.FirstSequence);
    }

    [Fact]
    public void Bytes_beyond_the_limit_go_oldest_first()
    {
        const long limit = 4 * JournalFolder.SmallSegmentBytes;
        using var writer = JournalWriter.Open(_folder.Options with { RetainBytes = limit });
        JournalFolder.Append(writer, 1_000);
        JournalFolder.Until(() =>
        {
            writer.ApplyRetention();
            return _folder.Segments.Length == 4;
        });
        Assert.Equal(0, writer.ApplyRetention());
        Assert.Equal(JournalFolder.Range(writer.FirstSequence, 1_000), _folder.ReadAll());
    }

    [Fact]
    public void Segments_older_than_the_days_kept_go()
    {
        var day = TimeSpan.FromDays(1).Ticks * 100;
        var clock = new StoppedClock(DateTimeOffset.UnixEpoch.AddDays(100));
        using var writer = JournalWriter.Open(_folder.Options with { RetainDays = 7 }, clock: clock);
        for (var sequence = 1; sequence <= 1_000; sequence++)
            writer.Append(7, 1, sequence * day / 10, JournalFolder.PayloadOf(sequence));
        WaitUntilComplete();
        Assert.True(writer.ApplyRetention() > 0);

        using var cursor = writer.Reader.OpenCursor(writer.FirstSequence);
        Assert.True(cursor.TryRead(out var oldest));
        Assert.True(oldest.Time <= 93 * day, "A record that is to be kept was deleted.");
        Assert.True(oldest.Time >= 85 * day, "A segment that is too old was kept.");
    }

    [Fact]
    public void What_retention_left_opens_again()
    {
        using (var writer = OpenWith(500))
            writer.DeleteBefore(300);
        using var again = _folder.Open();
        Assert.True(again.FirstSequence > 1);
        Assert.Equal(500, again.LastSequence);
        Assert.True(_folder.Verify().IsSound);
    }

    public void Dispose() => _folder.Dispose();

    private static long FirstOf(string path) => long.Parse(
        Path.GetFileNameWithoutExtension(path), System.Globalization.CultureInfo.InvariantCulture);

    private JournalWriter OpenWith(int count)
    {
        var writer = _folder.Open();
        JournalFolder.Append(writer, count);
        WaitUntilComplete();
        return writer;
    }

    // A segment may be deleted once it is durable to its end, which its index tells.
    private void WaitUntilComplete() => JournalFolder.Until(
        () => Directory.GetFiles(_folder.Path, "*.idx").Length == _folder.Segments.Length - 1);

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
