using Bourse.Journal;

namespace Bourse.Tests.Journal;

public sealed class DurabilityTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public void With_each_a_commit_returns_only_once_the_batch_is_synced()
    {
        var files = new FaultyFiles();
        using var writer = Open(Durability.Each, files);
        for (var batch = 0; batch < 20; batch++)
        {
            var syncs = files.SyncCount;
            JournalFolder.Append(writer, 5);
            Assert.Equal(writer.LastSequence, writer.DurableSequence);
            Assert.True(files.SyncCount > syncs);
        }
    }

    [Fact]
    public void With_interval_records_become_durable_without_anyone_waiting()
    {
        using var writer = Open(Durability.Interval);
        JournalFolder.Append(writer, 300);
        JournalFolder.Until(() => writer.DurableSequence == 300);
    }

    [Fact]
    public void With_interval_a_batch_whose_end_was_never_committed_becomes_durable_too()
    {
        using var writer = Open(Durability.Interval);
        writer.Append(7, 1, 1, []);
        JournalFolder.Until(() => writer.DurableSequence == 1);
    }

    [Fact]
    public void With_os_a_record_is_as_durable_as_promised_at_once()
    {
        using var writer = Open(Durability.Os);
        JournalFolder.Append(writer, 3);
        Assert.Equal(3, writer.DurableSequence);
        writer.WaitDurable(3, Stopping);
    }

    [Theory]
    [InlineData(Durability.Os)]
    [InlineData(Durability.Interval)]
    [InlineData(Durability.Each)]
    public async Task Whoever_waits_for_a_sequence_is_told(Durability durability)
    {
        using var writer = Open(durability);
        var told = 0L;
        writer.OnDurable(sequence => Volatile.Write(ref told, sequence));
        for (var i = 0; i < 50; i++)
        {
            var sequence = writer.Append(7, 1, 1, []);
            writer.Publish();
            await writer.WaitDurableAsync(sequence, Stopping);
            Assert.True(writer.DurableSequence >= sequence);
            JournalFolder.Until(() => Volatile.Read(ref told) >= sequence);
        }
    }

    [Fact]
    public void Nobody_can_wait_for_a_record_that_was_not_appended()
    {
        using var writer = Open(Durability.Interval);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.WaitDurable(1, Stopping));
    }

    [Fact]
    public void The_durable_sequence_is_never_ahead_of_the_last()
    {
        using var writer = Open(Durability.Interval);
        using var stop = new CancellationTokenSource();
        var violations = 0;
        var watcher = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var durable = writer.DurableSequence;
                if (durable > writer.LastSequence)
                    Interlocked.Increment(ref violations);
            }
        });
        watcher.Start();
        for (var i = 0; i < 200; i++)
            JournalFolder.Append(writer, 50);
        stop.Cancel();
        watcher.Join();
        Assert.Equal(0, violations);
    }

    [Fact]
    public void A_clean_close_leaves_everything_promised()
    {
        using (var writer = Open(Durability.Os))
            JournalFolder.Append(writer, 100);
        var last = JournalInspection.Of(_folder.Path).Segments[^1];
        Assert.Equal(last.UsedBytes, last.DurableBytes);
        using var again = Open(Durability.Os);
        Assert.True(again.Recovery.IsClean);
    }

    [Fact]
    public void After_a_failed_sync_nothing_is_acknowledged_and_no_record_is_taken()
    {
        var files = new FaultyFiles();
        using (var writer = Open(Durability.Each, files))
        {
            JournalFolder.Append(writer, 10);
            files.SyncFails = region => region.Path.EndsWith(".seg", StringComparison.Ordinal);
            var failure = Assert.Throws<JournalReadOnlyException>(() => JournalFolder.Append(writer, 1));
            Assert.Contains("Input/output error", failure.Message, StringComparison.Ordinal);
            Assert.Equal(JournalState.ReadOnly, writer.State);
            Assert.Contains("not tried again", writer.ReadOnlyReason, StringComparison.Ordinal);
            var syncs = files.SyncCount;

            // The disk recovers, but what became of the pages nobody knows.
            files.SyncFails = _ => false;
            for (var i = 0; i < 3; i++)
                Assert.Throws<JournalReadOnlyException>(() => writer.Append(7, 1, 1, []));
            Assert.Throws<JournalReadOnlyException>(writer.Commit);
            Assert.Throws<JournalReadOnlyException>(() => writer.WaitDurable(11, Stopping));
            Assert.Equal(10, writer.DurableSequence);
            Assert.Equal(syncs, files.SyncCount);
            Assert.Equal(JournalFolder.Range(1, 11), JournalFolder.Read(writer.Reader));
        }
        using var next = Open(Durability.Each);
        Assert.True(next.LastSequence >= 10);
    }

    [Fact]
    public async Task After_a_failed_sync_a_pending_wait_fails()
    {
        var files = new FaultyFiles();
        using var writer = Open(Durability.Interval, files);
        files.SyncFails = region => region.Path.EndsWith(".seg", StringComparison.Ordinal);
        writer.Append(7, 1, 1, []);
        await Assert.ThrowsAsync<JournalReadOnlyException>(() => writer.WaitDurableAsync(1, Stopping));
    }

    [Fact]
    public void After_a_failed_sync_memory_serves_the_readers_as_long_as_there_is_some()
    {
        var files = new FaultyFiles();
        using var writer = Open(Durability.Interval, files, overflowSegmentsMax: 3);
        JournalFolder.Append(writer, 70);
        writer.WaitDurable(70, Stopping);
        using var before = writer.Reader.OpenCursor(1);
        Assert.Equal(70, JournalFolder.Read(before)[^1]);
        files.SyncFails = region => region.Path.EndsWith(".seg", StringComparison.Ordinal);
        JournalFolder.Append(writer, 1);
        JournalFolder.Until(() => writer.State == JournalState.Overflow);
        var held = File.ReadAllBytes(_folder.Segments[^1]);

        var refused = Assert.Throws<JournalReadOnlyException>(() => JournalFolder.Append(writer, 1_000));
        Assert.Contains("not tried again", refused.Message, StringComparison.Ordinal);
        Assert.Equal(JournalState.ReadOnly, writer.State);
        Assert.True(writer.LastSequence > 200);
        Assert.Equal(70, writer.DurableSequence);
        Assert.Equal(JournalFolder.Range(71, writer.LastSequence), JournalFolder.Read(before));
        Assert.Equal(JournalFolder.Range(1, writer.LastSequence), JournalFolder.Read(writer.Reader));
        Assert.Equal(held, File.ReadAllBytes(_folder.Segments[^1]));
    }

    public void Dispose() => _folder.Dispose();

    private JournalWriter Open(Durability durability, IJournalFiles? files = null, int overflowSegmentsMax = 0) =>
        JournalWriter.Open(
            _folder.Options with
            {
                Durability = durability, FlushMillis = 1, OverflowSegmentsMax = overflowSegmentsMax,
            },
            files);
}
