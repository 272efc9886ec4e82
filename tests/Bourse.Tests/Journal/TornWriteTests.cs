using Bourse.Journal;

namespace Bourse.Tests.Journal;

public sealed class TornWriteTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Fact]
    public void A_record_torn_at_any_byte_leaves_the_exact_prefix_and_the_next_append_is_readable()
    {
        var path = WriteUnsealed(20);
        var whole = File.ReadAllBytes(path);
        var (offset, bytes) = SegmentBytes.Records(whole)[^1];
        for (var cut = 0; cut < bytes; cut++)
        {
            var torn = (byte[])whole.Clone();
            torn.AsSpan(offset + cut, bytes - cut).Clear();
            File.WriteAllBytes(path, torn);
            // The padding at the end is zeros anyway.
            var isWhole = torn.AsSpan().SequenceEqual(whole);
            CheckRecovered(isWhole ? 20 : 19);
            File.WriteAllBytes(path, whole);
        }
    }

    [Fact]
    public void A_record_that_was_torn_before_its_length_was_published_is_cut_and_the_bytes_are_reported()
    {
        var path = WriteUnsealed(20);
        var (offset, bytes) = SegmentBytes.Records(File.ReadAllBytes(path))[^1];
        SegmentBytes.Overwrite(path, offset, new byte[4]);
        var lastNonZero = File.ReadAllBytes(path).AsSpan(0, offset + bytes).LastIndexOfAnyExcept((byte)0);

        using var writer = _folder.Open();
        Assert.Equal(19, writer.LastSequence);
        Assert.False(writer.Recovery.IsClean);
        Assert.Equal(path, writer.Recovery.CutFile);
        Assert.Equal(offset, writer.Recovery.CutOffset);
        Assert.Equal(lastNonZero + 1 - offset, writer.Recovery.CutBytes);
    }

    [Fact]
    public void Garbage_after_the_last_record_is_cut()
    {
        var path = WriteUnsealed(20);
        var end = SegmentBytes.End(File.ReadAllBytes(path));
        var garbage = new byte[777];
        new Random(5).NextBytes(garbage);
        SegmentBytes.Overwrite(path, end, garbage);

        CheckRecovered(20);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(2048)]
    public void A_sector_lost_inside_the_journal_is_refused_and_nothing_is_changed(int sector)
    {
        var path = WriteUnsealed(60);
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(sector, 512).Clear();
        File.WriteAllBytes(path, bytes);

        var damage = Assert.Throws<JournalCorruptException>(() => _folder.Open());
        Assert.Equal(path, damage.File);
        Assert.InRange(damage.Offset, sector - 100, sector + 511);
        Assert.True(damage.IsAboveDurable);
        Assert.Contains(path, damage.Message, StringComparison.Ordinal);
        Assert.Contains($"offset {damage.Offset}", damage.Message, StringComparison.Ordinal);
        Assert.Contains($"sequence {damage.Sequence}", damage.Message, StringComparison.Ordinal);
        Assert.Contains("loses nothing that was promised", damage.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_torn_tail_below_the_durable_watermark_is_refused()
    {
        _folder.Write(20);
        var path = _folder.Segments[^1];
        var (offset, bytes) = SegmentBytes.Records(File.ReadAllBytes(path))[^1];
        SegmentBytes.Overwrite(path, offset, new byte[bytes]);

        var damage = Assert.Throws<JournalCorruptException>(() => _folder.Open());
        Assert.Equal(20, damage.Sequence);
        Assert.False(damage.IsAboveDurable);
        Assert.Contains("records that were promised are lost", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payload_that_looks_like_a_record_of_another_journal_does_not_pass_for_one()
    {
        using var other = new JournalFolder();
        other.Write(40);
        var image = File.ReadAllBytes(other.Segments[0])[SegmentBytes.RecordsAt..1200];
        using (var writer = _folder.Open())
        {
            JournalFolder.Append(writer, 20);
            writer.Append(7, 1, JournalFolder.TimeOf(21), image);
        }
        var path = _folder.Segments[^1];
        SegmentBytes.ClearWatermark(path);
        var (offset, _) = SegmentBytes.Records(File.ReadAllBytes(path))[^1];
        SegmentBytes.Overwrite(path, offset, new byte[4]);

        CheckRecovered(20);
    }

    public void Dispose() => _folder.Dispose();

    private string WriteUnsealed(int count)
    {
        _folder.Write(count);
        var path = Assert.Single(_folder.Segments);
        SegmentBytes.ClearWatermark(path);
        return path;
    }

    private void CheckRecovered(int last)
    {
        using (var writer = _folder.Open())
        {
            Assert.Equal(last, writer.LastSequence);
            JournalFolder.Append(writer, 1);
        }
        Assert.Equal(JournalFolder.Range(1, last + 1), _folder.ReadAll());
        Assert.True(_folder.Verify().IsSound);
    }
}
