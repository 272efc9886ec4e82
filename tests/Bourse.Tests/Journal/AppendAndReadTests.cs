using Bourse.Journal;

namespace Bourse.Tests.Journal;

public sealed class AppendAndReadTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Fact]
    public void What_was_appended_is_read_in_order_across_segments()
    {
        using var writer = _folder.Open();
        JournalFolder.Append(writer, 1_000);

        Assert.Equal(JournalFolder.Range(1, 1_000), JournalFolder.Read(writer.Reader));
        Assert.Equal(JournalFolder.Range(1, 1_000), _folder.ReadAll());
        Assert.True(_folder.Segments.Length > 10);
    }

    [Fact]
    public void A_new_journal_is_empty_and_its_first_sequence_is_1()
    {
        using var writer = _folder.Open();

        Assert.Equal(1, writer.FirstSequence);
        Assert.Equal(0, writer.LastSequence);
        Assert.Empty(JournalFolder.Read(writer.Reader));
        Assert.Equal(1, writer.Append(7, 1, 5, "first"u8));
    }

    [Fact]
    public void A_record_is_seen_as_soon_as_it_is_appended()
    {
        using var writer = _folder.Open();
        using var here = writer.Reader.OpenCursor(1);
        using var elsewhere = JournalReader.Open(_folder.Path).OpenCursor(1);
        for (var sequence = 1; sequence <= 300; sequence++)
        {
            writer.Append(7, 1, JournalFolder.TimeOf(sequence), JournalFolder.PayloadOf(sequence));
            Assert.Equal([sequence], JournalFolder.Read(here));
            Assert.Equal([sequence], JournalFolder.Read(elsewhere));
        }
    }

    [Fact]
    public void A_cursor_that_steps_back_reads_the_same_record_once_more_in_every_segment()
    {
        using var writer = _folder.Open();
        JournalFolder.Append(writer, 1_000);
        using var cursor = writer.Reader.OpenCursor(1);
        Assert.Throws<InvalidOperationException>(cursor.StepBack);
        for (var sequence = 1L; sequence <= 1_000; sequence++)
        {
            Assert.True(cursor.TryRead(out _));
            cursor.StepBack();
            Assert.Equal(sequence, cursor.NextSequence);
            Assert.Throws<InvalidOperationException>(cursor.StepBack);
            Assert.True(cursor.TryRead(out var again));
            Assert.Equal(sequence, again.Sequence);
            Assert.Equal(JournalFolder.PayloadOf(sequence), again.Payload);
        }

        Assert.False(cursor.TryRead(out _));
        Assert.Throws<InvalidOperationException>(cursor.StepBack);
    }

    [Fact]
    public void A_journal_goes_on_where_it_was_closed()
    {
        for (var round = 1; round <= 10; round++)
        {
            _folder.Write(37);
            Assert.Equal(JournalFolder.Range(1, round * 37), _folder.ReadAll());
        }
        using var writer = _folder.Open();
        Assert.True(writer.Recovery.IsClean);
        Assert.Equal(370, writer.LastSequence);
        Assert.Equal(370, writer.DurableSequence);
    }

    [Fact]
    public void A_cursor_opens_at_any_sequence()
    {
        using var writer = _folder.Open();
        JournalFolder.Append(writer, 500);
        using var reader = JournalReader.Open(_folder.Path);
        for (var from = 1; from <= 501; from++)
        {
            Assert.Equal(JournalFolder.Range(from, 500), JournalFolder.Read(writer.Reader, from));
            Assert.Equal(JournalFolder.Range(from, 500), JournalFolder.Read(reader, from));
        }
    }

    [Fact]
    public void A_cursor_opens_at_the_first_record_of_a_time_or_later()
    {
        using var writer = _folder.Open();
        JournalFolder.Append(writer, 500);
        using var reader = JournalReader.Open(_folder.Path);
        for (var sequence = 1; sequence <= 500; sequence++)
        {
            var first = Math.Max(1, sequence / 2 * 2);
            foreach (var one in new[] { writer.Reader, reader })
            {
                using var at = one.OpenCursorAt(JournalFolder.TimeOf(sequence));
                Assert.Equal(first, at.NextSequence);
                using var justBefore = one.OpenCursorAt(JournalFolder.TimeOf(sequence) - 1);
                Assert.Equal(first, justBefore.NextSequence);
            }
        }
        using var atEnd = reader.OpenCursorAt(long.MaxValue);
        Assert.Equal(501, atEnd.NextSequence);
    }

    [Fact]
    public void A_sequence_that_the_journal_does_not_have_is_refused_with_what_it_has()
    {
        using var writer = _folder.Open();
        JournalFolder.Append(writer, 500);

        var ahead = Assert.Throws<JournalSequenceException>(() => writer.Reader.OpenCursor(502));
        Assert.Equal(500, ahead.LastSequence);
        Assert.Throws<JournalSequenceException>(() => writer.Reader.OpenCursor(0));
    }

    [Fact]
    public void Time_never_goes_back_even_if_the_clock_does()
    {
        using var writer = _folder.Open();
        writer.Append(7, 1, 100, []);
        writer.Append(7, 1, 40, []);
        writer.Append(7, 1, 101, []);

        var times = new List<long>();
        using var cursor = writer.Reader.OpenCursor(1);
        while (cursor.TryRead(out var record))
            times.Add(record.Time);
        Assert.Equal([100, 100, 101], times);
    }

    [Fact]
    public void The_largest_payload_fits_and_one_byte_more_is_refused()
    {
        using var writer = _folder.Open();
        var largest = new byte[writer.PayloadBytesMax];
        Array.Fill(largest, (byte)0xAB);
        writer.Append(7, 1, 1, largest);
        writer.Append(7, 1, 1, largest);

        Assert.Throws<ArgumentException>(() => writer.Append(7, 1, 1, new byte[writer.PayloadBytesMax + 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Append(0xFFFF, 1, 1, largest));
        using var cursor = writer.Reader.OpenCursor(1);
        for (var i = 0; i < 2; i++)
        {
            Assert.True(cursor.TryRead(out var record));
            Assert.True(record.Payload.SequenceEqual(largest));
        }
        Assert.False(cursor.TryRead(out _));
    }

    [Fact]
    public void A_closed_writer_and_a_closed_cursor_say_so()
    {
        var writer = _folder.Open();
        JournalFolder.Append(writer, 3);
        var cursor = writer.Reader.OpenCursor(1);
        writer.Dispose();

        Assert.Equal([1, 2, 3], JournalFolder.Read(cursor));
        cursor.Dispose();
        Assert.Throws<ObjectDisposedException>(() => cursor.TryRead(out _));
        Assert.Throws<ObjectDisposedException>(() => writer.Append(7, 1, 1, []));
        Assert.Throws<ObjectDisposedException>(writer.Commit);
    }

    public void Dispose() => _folder.Dispose();
}
