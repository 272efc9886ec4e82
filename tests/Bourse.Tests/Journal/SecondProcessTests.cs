using Bourse.Journal;

namespace Bourse.Tests.Journal;

/// <summary>What holds between processes, and when one of them is killed.</summary>
public sealed class SecondProcessTests : IDisposable
{
    private const int SigKillExit = 128 + 9;
    private readonly JournalFolder _folder = new();

    [Theory]
    [InlineData(Durability.Os, 6)]
    [InlineData(Durability.Interval, 4)]
    [InlineData(Durability.Each, 6)]
    public void What_was_acknowledged_before_kill_9_is_recovered_exactly_once(Durability durability, int kills)
    {
        for (var kill = 1; kill <= kills; kill++)
        {
            using var child = ChildProcess.Start("write", _folder.Path, durability.ToString(), "0");
            var atLeast = kill * 11;
            JournalFolder.Until(() => child.Lines.Length >= atLeast);
            child.Kill();
            child.WaitForExit();
            CheckRecovered(child.LastNumber);
        }
    }

    [Fact]
    public void A_process_that_dies_before_any_numbered_step_loses_nothing_acknowledged()
    {
        var acknowledged = 0L;
        for (var step = 1; step <= 24; step++)
        {
            // The steps of opening and of the first appends one by one, then further and further into the run.
            var diesBefore = step <= 12 ? step * 2 : step * step / 3;
            using var child = ChildProcess.Start(
                "write", _folder.Path, nameof(Durability.Each), diesBefore.ToString("D", null));
            Assert.Equal(SigKillExit, child.WaitForExit());
            acknowledged = Math.Max(acknowledged, child.LastNumber);
            CheckRecovered(acknowledged);
        }
    }

    [Fact]
    public void A_reader_in_another_process_sees_every_record_while_they_are_written()
    {
        const int count = 5_000;
        using var writer = _folder.Open();
        using var child = ChildProcess.Start("read", _folder.Path, $"{count}");
        for (var i = 0; i < count / 50; i++)
        {
            JournalFolder.Append(writer, 50);
            if (i % 20 == 0)
                JournalFolder.Until(() => child.Lines.Length >= writer.LastSequence);
        }
        Assert.Equal(0, child.WaitForExit());
        Assert.Equal(JournalFolder.Range(1, count).Select(sequence => $"{sequence}"), child.Lines);
    }

    [Fact]
    public void A_reader_here_follows_a_writer_elsewhere_over_its_death_and_its_successors()
    {
        using var reader = JournalReader.Open(_folder.Path);
        using var cursor = reader.OpenCursor(1);
        var read = new List<long>();
        for (var life = 0; life < 3; life++)
        {
            using var child = ChildProcess.Start("write", _folder.Path, nameof(Durability.Os), "0");
            JournalFolder.Until(() =>
            {
                read.AddRange(Read(cursor, 100));
                return child.LastNumber > 2_000 * (life + 1);
            });
            child.Kill();
            child.WaitForExit();
        }
        read.AddRange(JournalFolder.Read(cursor));
        Assert.Equal(JournalFolder.Range(1, read.Count), read);
        Assert.True(read.Count > 6_000);
    }

    [Fact]
    public void A_writer_in_another_process_keeps_this_one_out_until_it_dies()
    {
        using var child = ChildProcess.Start("write", _folder.Path, nameof(Durability.Os), "0");
        JournalFolder.Until(() => child.Lines.Length > 0);
        var locked = Assert.Throws<JournalLockedException>(() => _folder.Open());
        Assert.Matches("process [0-9]+", locked.Message);

        child.Kill();
        child.WaitForExit();
        using var writer = _folder.Open();
        Assert.Equal(JournalState.Writable, writer.State);
    }

    [Fact]
    public void A_disk_that_is_really_full_loses_nothing_and_is_left_when_there_is_space_again()
    {
        using var child = ChildProcess.Start("fill", _folder.Path);
        Assert.Equal(0, child.WaitForExit());
        Assert.StartsWith("Overflow ", child.Lines[0], StringComparison.Ordinal);
        Assert.Contains("fallocate failed", child.Lines[0], StringComparison.Ordinal);
        Assert.Equal(JournalFolder.Range(1, child.LastNumber), _folder.ReadAll());
        Assert.True(_folder.Verify().IsSound);
    }

    public void Dispose() => _folder.Dispose();

    private static List<long> Read(JournalCursor cursor, int most)
    {
        var sequences = new List<long>();
        while (sequences.Count < most && cursor.TryRead(out var record))
            sequences.Add(record.Sequence);
        return sequences;
    }

    private void CheckRecovered(long acknowledged)
    {
        using (var writer = _folder.Open())
            Assert.True(writer.LastSequence >= acknowledged, $"{acknowledged} was acknowledged, but is not there.");
        var report = _folder.Verify();
        Assert.True(report.IsSound, report.FirstFault?.ToString());
        Assert.Equal(JournalFolder.Range(report.FirstSequence, report.LastSequence), _folder.ReadAll());
    }
}
