using Bourse.Journal;

namespace Bourse.Tests.Journal;

public sealed class DiskFullTests : IDisposable
{
    private readonly JournalFolder _folder = new();
    private readonly FaultyFiles _files = new();

    [Fact]
    public void Without_overflow_a_full_disk_refuses_records_with_the_reason_and_readers_go_on()
    {
        using var writer = Open(overflowSegmentsMax: 0);
        JournalFolder.Append(writer, 10);
        _files.IsFull = true;
        var refused = Assert.Throws<JournalReadOnlyException>(() => JournalFolder.Append(writer, 1_000));

        Assert.Contains("No space left", refused.Message, StringComparison.Ordinal);
        Assert.Equal(JournalState.ReadOnly, writer.State);
        Assert.Contains("No space left", writer.ReadOnlyReason, StringComparison.Ordinal);
        Assert.Equal(JournalFolder.Range(1, writer.LastSequence), JournalFolder.Read(writer.Reader));
        writer.WaitDurable(writer.LastSequence, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void When_space_returns_records_are_taken_again_and_none_is_lost_or_half_written()
    {
        using var writer = Open(overflowSegmentsMax: 0);
        for (var round = 0; round < 5; round++)
        {
            _files.IsFull = true;
            Assert.Throws<JournalReadOnlyException>(() => JournalFolder.Append(writer, 1_000));
            _files.IsFull = false;
            JournalFolder.Until(() => writer.State == JournalState.Writable);
            JournalFolder.Append(writer, 100);
            Assert.Equal(JournalFolder.Range(1, writer.LastSequence), _folder.ReadAll());
        }
    }

    [Fact]
    public void With_overflow_records_go_on_in_memory_and_readers_of_this_process_see_them()
    {
        using var writer = Open(overflowSegmentsMax: 4);
        JournalFolder.Append(writer, 50);
        using var standing = writer.Reader.OpenCursor(1);
        FillUntilOverflow(writer);
        var durable = writer.DurableSequence;
        JournalFolder.Append(writer, 150);

        Assert.Equal(JournalState.Overflow, writer.State);
        Assert.Contains("No space left", writer.ReadOnlyReason, StringComparison.Ordinal);
        Assert.InRange(writer.DurableSequence, durable, writer.LastSequence - 150);
        Assert.Equal(JournalFolder.Range(1, writer.LastSequence), JournalFolder.Read(standing));
        Assert.Equal(JournalFolder.Range(1, writer.LastSequence), JournalFolder.Read(writer.Reader));
        Assert.True(_folder.ReadAll()[^1] < writer.LastSequence);
    }

    [Fact]
    public void When_space_returns_the_overflow_is_written_out_and_nothing_is_lost()
    {
        using (var writer = Open(overflowSegmentsMax: 6))
        {
            using var standing = writer.Reader.OpenCursor(1);
            for (var round = 0; round < 4; round++)
            {
                FillUntilOverflow(writer);
                JournalFolder.Append(writer, 50 + (60 * round));
                Assert.Equal(JournalState.Overflow, writer.State);
                _files.IsFull = false;
                JournalFolder.Until(() =>
                {
                    JournalFolder.Append(writer, 1);
                    return writer.State == JournalState.Writable;
                });
                writer.WaitDurable(writer.LastSequence, TestContext.Current.CancellationToken);
                Assert.Equal(JournalFolder.Range(1, writer.LastSequence), _folder.ReadAll());
            }
            Assert.Equal(JournalFolder.Range(1, writer.LastSequence), JournalFolder.Read(standing));
        }
        var report = _folder.Verify();
        Assert.True(report.IsSound, report.FirstFault?.ToString());
    }

    [Fact]
    public void When_the_overflow_is_used_up_records_are_refused_until_space_returns()
    {
        using var writer = Open(overflowSegmentsMax: 2);
        _files.IsFull = true;
        Assert.Throws<JournalReadOnlyException>(() => JournalFolder.Append(writer, 10_000));
        Assert.Equal(JournalState.ReadOnly, writer.State);
        var last = writer.LastSequence;
        Assert.Equal(JournalFolder.Range(1, last), JournalFolder.Read(writer.Reader));

        _files.IsFull = false;
        JournalFolder.Until(() =>
        {
            writer.Commit();
            return writer.State == JournalState.Writable;
        });
        JournalFolder.Append(writer, 100);
        writer.WaitDurable(last + 100, TestContext.Current.CancellationToken);
        Assert.Equal(JournalFolder.Range(1, last + 100), _folder.ReadAll());
    }

    [Fact]
    public void A_kill_in_the_overflow_loses_only_what_was_never_durable()
    {
        using var writer = Open(overflowSegmentsMax: 4);
        FillUntilOverflow(writer);
        JournalFolder.Append(writer, 120);
        var durable = writer.DurableSequence;

        using var killed = _folder.AfterKill();
        using var recovered = killed.Open();
        Assert.InRange(recovered.LastSequence, durable, writer.LastSequence - 120);
    }

    [Fact]
    public void Closing_in_the_overflow_writes_out_what_the_disk_takes_by_then()
    {
        var last = 0L;
        using (var writer = Open(overflowSegmentsMax: 4))
        {
            FillUntilOverflow(writer);
            JournalFolder.Append(writer, 120);
            last = writer.LastSequence;
            _files.IsFull = false;
        }
        Assert.Equal(JournalFolder.Range(1, last), _folder.ReadAll());
    }

    [Fact]
    public void A_rename_that_fails_is_a_full_disk_too()
    {
        using var writer = Open(overflowSegmentsMax: 0);
        _files.RenameFails = true;
        Assert.Throws<JournalReadOnlyException>(() => JournalFolder.Append(writer, 1_000));
        _files.RenameFails = false;
        JournalFolder.Until(() => writer.State == JournalState.Writable);
        JournalFolder.Append(writer, 100);
        Assert.Equal(JournalFolder.Range(1, writer.LastSequence), _folder.ReadAll());
    }

    public void Dispose() => _folder.Dispose();

    private JournalWriter Open(int overflowSegmentsMax) => JournalWriter.Open(
        _folder.Options with
        {
            Durability = Durability.Interval, FlushMillis = 1, OverflowSegmentsMax = overflowSegmentsMax,
        },
        _files);

    private void FillUntilOverflow(JournalWriter writer)
    {
        _files.IsFull = true;
        while (writer.State == JournalState.Writable)
            JournalFolder.Append(writer, 1);
    }
}
