using Bourse.Journal;

namespace Bourse.Tests.Journal;

public sealed class WaitTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private readonly JournalFolder _folder = new();

    public static TheoryData<WaitStrategy, bool> Waits()
    {
        var waits = new TheoryData<WaitStrategy, bool>();
        foreach (var strategy in Enum.GetValues<WaitStrategy>())
        {
            waits.Add(strategy, true);
            waits.Add(strategy, false);
        }
        return waits;
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public void A_waiting_cursor_gets_every_record_as_it_comes(WaitStrategy strategy, bool isWritersReader)
    {
        using var writer = _folder.Open();
        using var reader = JournalReader.Open(_folder.Path);
        using var cursor = (isWritersReader ? writer.Reader : reader).OpenCursor(1);
        var sequences = new List<long>();
        var thread = new Thread(() =>
        {
            while (sequences.Count < 500 && cursor.Wait(strategy, Long))
                sequences.AddRange(JournalFolder.Read(cursor));
        });
        thread.Start();
        for (var i = 0; i < 500; i++)
        {
            JournalFolder.Append(writer, 1);
            if (i % 50 == 0)
                Thread.Sleep(1);
        }
        thread.Join();
        Assert.Equal(JournalFolder.Range(1, 500), sequences);
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public void Waiting_ends_when_the_time_is_over_and_when_it_is_cancelled(WaitStrategy strategy, bool isWritersReader)
    {
        using var writer = _folder.Open();
        using var reader = JournalReader.Open(_folder.Path);
        using var cursor = (isWritersReader ? writer.Reader : reader).OpenCursor(1);
        Assert.False(cursor.Wait(strategy, TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken));

        using var stopping = new CancellationTokenSource();
        stopping.CancelAfter(5);
        Assert.False(cursor.Wait(strategy, Timeout.InfiniteTimeSpan, stopping.Token));
    }

    [Fact]
    public void A_blocked_cursor_is_woken_by_a_commit_and_not_by_its_time()
    {
        using var writer = _folder.Open();
        using var cursor = writer.Reader.OpenCursor(1);
        for (var i = 0; i < 200; i++)
        {
            using var committed = new ManualResetEventSlim();
            var thread = new Thread(() =>
            {
                Assert.True(cursor.Wait(WaitStrategy.Block, Long));
                committed.Set();
            });
            thread.Start();
            JournalFolder.Append(writer, 1);
            Assert.True(committed.Wait(Long, TestContext.Current.CancellationToken));
            thread.Join();
            Assert.Single(JournalFolder.Read(cursor));
        }
    }

    [Fact]
    public void A_reader_may_be_there_before_the_first_record_and_even_before_the_writer()
    {
        using var reader = JournalReader.Open(_folder.Path);
        using var cursor = reader.OpenCursor(1);
        Assert.False(cursor.TryRead(out _));
        Assert.Equal(0, reader.LastSequence);

        using var writer = _folder.Open();
        JournalFolder.Append(writer, 100);
        Assert.Equal(JournalFolder.Range(1, 100), JournalFolder.Read(cursor));
        Assert.Equal(100, reader.LastSequence);
    }

    [Fact]
    public void Many_readers_on_many_threads_see_the_same_records_while_they_are_written()
    {
        using var writer = _folder.Open();
        var threads = new List<Thread>();
        var read = new List<long>[4];
        for (var i = 0; i < read.Length; i++)
        {
            var mine = read[i] = [];
            var reader = i % 2 == 0 ? writer.Reader : JournalReader.Open(_folder.Path);
            var thread = new Thread(() =>
            {
                using var cursor = reader.OpenCursor(1);
                while (mine.Count < 20_000 && cursor.Wait(WaitStrategy.Yield, Long))
                    mine.AddRange(JournalFolder.Read(cursor));
            });
            threads.Add(thread);
            thread.Start();
        }
        for (var i = 0; i < 200; i++)
            JournalFolder.Append(writer, 100);
        threads.ForEach(thread => thread.Join());
        Assert.All(read, sequences => Assert.Equal(JournalFolder.Range(1, 20_000), sequences));
    }

    public void Dispose() => _folder.Dispose();
}
