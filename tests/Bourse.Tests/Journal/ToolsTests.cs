using Bourse.Journal;
using Bourse.SecondProcess;

namespace Bourse.Tests.Journal;

public sealed class ToolsTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Fact]
    public void An_inspection_shows_each_segment()
    {
        _folder.Write(150);
        var inspection = JournalInspection.Of(_folder.Path);

        Assert.False(inspection.IsBeingWritten);
        Assert.Equal((1, 150), (inspection.FirstSequence, inspection.LastSequence));
        Assert.Equal(3 * JournalFolder.SmallSegmentBytes, inspection.FileBytes);
        Assert.Equal(_folder.Segments, inspection.Segments.Select(segment => segment.File));
        Assert.Equal([true, true, false], inspection.Segments.Select(segment => segment.IsSealed));
        Assert.All(inspection.Segments, segment =>
        {
            Assert.Equal(SegmentBytes.End(File.ReadAllBytes(segment.File)), segment.UsedBytes);
            Assert.Equal(segment.UsedBytes, segment.DurableBytes);
            Assert.Equal(RecordPattern.TimeOf(segment.FirstSequence), segment.FirstTime);
            Assert.Equal(RecordPattern.TimeOf(segment.LastSequence), segment.LastTime);
            Assert.Null(segment.Fault);
        });
    }

    [Fact]
    public void An_inspection_tells_of_a_writer_and_of_faults_without_failing()
    {
        using (var writer = _folder.Open())
        {
            JournalFolder.Append(writer, 150);
            Assert.True(JournalInspection.Of(_folder.Path).IsBeingWritten);
        }
        SegmentBytes.Flip(_folder.Segments[0], 20, 1);
        SegmentBytes.ClearWatermark(_folder.Segments[1]);
        SegmentBytes.Flip(_folder.Segments[1], 1_000, 1);
        var segments = JournalInspection.Of(_folder.Path).Segments;

        Assert.Contains("checksum of its header", segments[0].Fault, StringComparison.Ordinal);
        Assert.Contains("Checksum", segments[1].Fault, StringComparison.Ordinal);
        Assert.Null(segments[2].Fault);
    }

    [Fact]
    public void Verify_counts_what_it_has_checked_and_runs_beside_a_writer()
    {
        using var writer = _folder.Open();
        JournalFolder.Append(writer, 150);
        var reached = new List<long>();
        var report = JournalVerifier.Verify(
            _folder.Path, reached.Add, stopping: TestContext.Current.CancellationToken);

        Assert.True(report.IsSound);
        Assert.Equal((3, 150), (report.SegmentCount, report.RecordCount));
        Assert.Equal((1, 150), (report.FirstSequence, report.LastSequence));
        Assert.Equal(3, reached.Count);
        Assert.Equal(150, reached[^1]);
    }

    [Fact]
    public void A_torn_tail_is_reported_by_verify()
    {
        _folder.Write(20);
        var end = SegmentBytes.End(File.ReadAllBytes(_folder.Segments[0]));
        SegmentBytes.Overwrite(_folder.Segments[0], end + 16, [1, 2, 3]);

        var fault = _folder.Verify().FirstFault;
        Assert.NotNull(fault);
        Assert.Equal((end + 16, 21), (fault.Offset, fault.Sequence));
        Assert.Contains("torn tail", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_after_any_sequence_keeps_exactly_the_records_up_to_it_and_a_copy_of_the_rest()
    {
        for (var keep = 0; keep <= 150; keep += 5)
        {
            using var folder = new JournalFolder();
            folder.Write(150);
            var before = folder.Segments.ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
            var report = JournalTruncation.CutAfter(folder.Path, keep);

            Assert.Equal(keep, report.LastSequence);
            Assert.Equal(JournalFolder.Range(1, keep), folder.ReadAll());
            Assert.True(folder.Verify().IsSound);
            Assert.Equal(keep < 150, report.BackupDirectory is not null);
            string[] copies = report.BackupDirectory is { } backup ? Directory.GetFiles(backup, "*.seg") : [];
            Assert.Equal(keep < 150, copies.Length > 0);
            foreach (var copy in copies)
                Assert.Equal(before[Path.GetFileName(copy)], File.ReadAllBytes(copy));
            using (var writer = folder.Open())
                JournalFolder.Append(writer, 70);
            Assert.Equal(JournalFolder.Range(1, keep + 70), folder.ReadAll());
        }
    }

    [Fact]
    public void A_damaged_journal_is_usable_again_after_a_cut_before_the_damage()
    {
        _folder.Write(150);
        SegmentBytes.ClearWatermark(_folder.Segments[1]);
        SegmentBytes.Flip(_folder.Segments[1], 2_000, 4);
        var damage = Assert.Throws<JournalCorruptException>(() => _folder.Open());
        JournalTruncation.CutAfter(_folder.Path, damage.Sequence - 1);

        using var writer = _folder.Open();
        Assert.Equal(damage.Sequence - 1, writer.LastSequence);
        Assert.Equal(JournalFolder.Range(1, damage.Sequence - 1), JournalFolder.Read(writer.Reader));
    }

    [Fact]
    public void A_cut_that_would_keep_a_missing_or_damaged_record_is_refused()
    {
        _folder.Write(150);
        var first = _folder.Segments[0];
        Assert.Throws<JournalSequenceException>(() => JournalTruncation.CutAfter(_folder.Path, 151));
        Assert.Throws<JournalException>(() => JournalTruncation.CutAfter(_folder.Path, -1));
        SegmentBytes.Flip(first, 200, 1);
        var before = File.ReadAllBytes(first);
        Assert.Throws<JournalCorruptException>(() => JournalTruncation.CutAfter(_folder.Path, 60));
        Assert.Equal(before, File.ReadAllBytes(first));
    }

    [Fact]
    public void A_cut_is_refused_while_a_writer_holds_the_journal()
    {
        using var writer = _folder.Open();
        JournalFolder.Append(writer, 10);
        Assert.Throws<JournalLockedException>(() => JournalTruncation.CutAfter(_folder.Path, 5));
    }

    [Fact]
    public void A_crash_at_any_step_of_a_cut_can_be_finished_by_cutting_again()
    {
        for (var step = 1; ; step++)
        {
            using var folder = new JournalFolder();
            folder.Write(250);
            var died = Dies(() => JournalTruncation.CutAfter(folder.Path, 40, new FaultyFiles { DiesBefore = step }));
            JournalTruncation.CutAfter(folder.Path, 40);
            Assert.Equal(JournalFolder.Range(1, 40), folder.ReadAll());
            using (var writer = folder.Open())
                JournalFolder.Append(writer, 60);
            Assert.True(folder.Verify().IsSound);
            if (!died)
                return;
        }
    }

    public void Dispose() => _folder.Dispose();

    private static bool Dies(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (FaultyFiles.ProcessDeath)
        {
            return true;
        }
    }
}
