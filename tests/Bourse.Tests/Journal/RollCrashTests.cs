using Bourse.Journal;

namespace Bourse.Tests.Journal;

/// <summary>A crash at each step of a roll and of recovery itself.</summary>
public sealed class RollCrashTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Fact]
    public void Spare_files_that_a_crash_left_are_removed()
    {
        _folder.Write(100);
        File.WriteAllBytes(Path.Combine(_folder.Path, "next-7.spare"), new byte[100]);
        File.WriteAllBytes(Path.Combine(_folder.Path, "overflow.spare"), []);
        File.WriteAllBytes(Path.Combine(_folder.Path, "00000000000000000001.idx.new"), [1]);

        CheckGoesOn(_folder, 100);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.spare"));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.new"));
    }

    [Fact]
    public void A_new_segment_before_the_old_one_is_sealed_is_mended_by_sealing_it()
    {
        using var crashed = CrashBetweenRenameAndSeal();
        using (var writer = crashed.Open())
        {
            Assert.Equal(1, writer.Recovery.SealedSegmentCount);
            Assert.Equal(0, writer.Recovery.CutBytes);
        }
        CheckGoesOn(crashed, LastOfFirstSegment());
    }

    [Fact]
    public void A_new_segment_whose_header_never_reached_the_disk_is_removed()
    {
        using var crashed = CrashBetweenRenameAndSeal();
        File.WriteAllBytes(crashed.Segments[^1], new byte[JournalFolder.SmallSegmentBytes]);
        using (var writer = crashed.Open())
            Assert.Equal(1, writer.Recovery.RemovedSegmentCount);
        CheckGoesOn(crashed, LastOfFirstSegment());
    }

    [Fact]
    public void A_new_segment_is_removed_when_the_old_one_lost_its_last_records()
    {
        using var crashed = CrashBetweenRenameAndSeal();
        var (offset, bytes) = SegmentBytes.Records(File.ReadAllBytes(crashed.Segments[0]))[^1];
        SegmentBytes.Overwrite(crashed.Segments[0], offset, new byte[bytes]);
        using (var writer = crashed.Open())
        {
            Assert.Equal(1, writer.Recovery.RemovedSegmentCount);
            Assert.Equal(LastOfFirstSegment() - 1, writer.LastSequence);
        }
        CheckGoesOn(crashed, LastOfFirstSegment() - 1);
    }

    [Fact]
    public void A_sealed_segment_whose_successor_never_reached_the_disk_is_continued()
    {
        _folder.Write(120);
        using var crashed = _folder.AfterKill();
        foreach (var path in crashed.Segments[1..].Concat(Directory.GetFiles(crashed.Path, "*.idx")))
            File.Delete(path);
        SegmentBytes.ClearWatermark(crashed.Segments[0]);

        CheckGoesOn(crashed, LastOfFirstSegment());
    }

    [Fact]
    public void A_segment_that_has_become_zeros_after_it_was_synced_is_damage()
    {
        _folder.Write(120);
        File.WriteAllBytes(_folder.Segments[^1], new byte[JournalFolder.SmallSegmentBytes]);

        var damage = Assert.Throws<JournalCorruptException>(() => _folder.Open());
        Assert.False(damage.IsAboveDurable);
    }

    [Fact]
    public void Records_in_a_new_segment_whose_header_was_lost_are_not_thrown_away_silently()
    {
        using var crashed = CrashBetweenRenameAndSeal();
        using (var writer = crashed.Open())
            JournalFolder.Append(writer, 30);
        SegmentBytes.ClearWatermark(crashed.Segments[0]);
        SegmentBytes.Overwrite(crashed.Segments[1], 0, new byte[512]);

        var damage = Assert.Throws<JournalCorruptException>(() => crashed.Open());
        Assert.True(damage.IsAboveDurable);
        Assert.Equal(LastOfFirstSegment() + 1, damage.Sequence);
        JournalTruncation.CutAfter(crashed.Path, damage.Sequence - 1);
        CheckGoesOn(crashed, LastOfFirstSegment());
    }

    [Fact]
    public void A_crash_at_any_step_of_recovery_and_again_at_any_step_of_the_next_recovers()
    {
        using var crashed = CrashBetweenRenameAndSeal();
        var first = crashed.Segments[0];
        var garbage = new byte[200];
        Array.Fill(garbage, (byte)0x5A);
        SegmentBytes.Overwrite(crashed.Segments[1], SegmentBytes.RecordsAt, garbage);
        SegmentBytes.ClearWatermark(first);
        for (var firstStep = 1; ; firstStep++)
        {
            var isOver = false;
            for (var secondStep = 1; !isOver; secondStep++)
            {
                using var again = crashed.AfterKill();
                if (!DiesDuringRecovery(again, firstStep))
                {
                    CheckGoesOn(again, LastOfFirstSegment());
                    return;
                }
                isOver = !DiesDuringRecovery(again, secondStep);
                CheckGoesOn(again, LastOfFirstSegment());
            }
        }
    }

    [Fact]
    public void A_crash_at_any_step_of_deleting_old_segments_leaves_a_whole_journal()
    {
        _folder.Write(500);
        for (var step = 1; ; step++)
        {
            using var copy = _folder.AfterKill();
            var files = new FaultyFiles();
            var died = DiesWhileDeleting(copy, files, step);
            var first = SegmentFirst(copy);
            Assert.Equal(JournalFolder.Range(first, 500), copy.ReadAll());
            using (var writer = copy.Open())
                Assert.Equal(500, writer.LastSequence);
            if (!died)
                return;
        }
    }

    public void Dispose() => _folder.Dispose();

    private static long SegmentFirst(JournalFolder folder)
    {
        using var reader = JournalReader.Open(folder.Path);
        return reader.FirstSequence;
    }

    private static bool DiesDuringRecovery(JournalFolder folder, int step)
    {
        var files = new FaultyFiles { DiesBefore = step, OnlyCallerDies = true };
        try
        {
            using var writer = folder.Open(files);
            files.DiesBefore = 0;
            return false;
        }
        catch (FaultyFiles.ProcessDeath)
        {
            return true;
        }
    }

    private static bool DiesWhileDeleting(JournalFolder folder, FaultyFiles files, int step)
    {
        using var writer = folder.Open(files);
        files.OnlyCallerDies = true;
        files.DiesAfter(step);
        try
        {
            writer.DeleteBefore(400);
            return false;
        }
        catch (FaultyFiles.ProcessDeath)
        {
            return true;
        }
        finally
        {
            files.DiesBefore = 0;
        }
    }

    private static void CheckGoesOn(JournalFolder folder, long last)
    {
        using (var writer = folder.Open())
        {
            Assert.Equal(last, writer.LastSequence);
            JournalFolder.Append(writer, 100);
        }
        Assert.Equal(JournalFolder.Range(1, last + 100), folder.ReadAll());
        var report = folder.Verify();
        Assert.True(report.IsSound, report.FirstFault?.ToString());
    }

    private long LastOfFirstSegment()
    {
        using var full = new JournalFolder();
        full.Write(120);
        return long.Parse(
            Path.GetFileNameWithoutExtension(full.Segments[1]), System.Globalization.CultureInfo.InvariantCulture) - 1;
    }

    // The files as they are after the new segment has got its name and before the old one has got its seal.
    private JournalFolder CrashBetweenRenameAndSeal()
    {
        using (var writer = _folder.Open())
            JournalFolder.Append(writer, (int)LastOfFirstSegment() + 1);
        var crashed = _folder.AfterKill();
        foreach (var index in Directory.GetFiles(crashed.Path, "*.idx"))
            File.Delete(index);
        var (first, second) = (crashed.Segments[0], crashed.Segments[1]);
        var (offset, bytes) = SegmentBytes.Records(File.ReadAllBytes(first))[^1];
        SegmentBytes.Overwrite(first, offset, new byte[bytes]);
        SegmentBytes.ClearWatermark(first);
        var end = SegmentBytes.End(File.ReadAllBytes(second));
        SegmentBytes.Overwrite(second, SegmentBytes.RecordsAt, new byte[end - SegmentBytes.RecordsAt]);
        SegmentBytes.ClearWatermark(second);
        return crashed;
    }
}
