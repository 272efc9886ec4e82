using Bourse.Journal;

namespace Bourse.Tests.Journal;

public sealed class DamageTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Fact]
    public void A_bit_flipped_in_any_byte_is_found_by_verify_and_never_yields_a_wrong_record()
    {
        WriteThreeSegments();
        foreach (var path in Directory.GetFiles(_folder.Path, "*.seg"))
        {
            var whole = File.ReadAllBytes(path);
            for (var offset = 0; offset < whole.Length; offset++)
            {
                SegmentBytes.Overwrite(path, offset, [(byte)(whole[offset] ^ (1 << (offset % 8)))]);
                Assert.False(_folder.Verify().IsSound, $"{path}: offset {offset}");
                CheckPrefixOrRefusal();
                SegmentBytes.Overwrite(path, offset, whole.AsSpan(offset, 1));
            }
        }
        Assert.True(_folder.Verify().IsSound);
    }

    [Fact]
    public void A_bit_flipped_in_any_byte_of_an_index_is_found_by_verify_and_harmless()
    {
        WriteThreeSegments();
        foreach (var path in Directory.GetFiles(_folder.Path, "*.idx"))
        {
            var whole = File.ReadAllBytes(path);
            for (var offset = 0; offset < whole.Length; offset++)
            {
                SegmentBytes.Overwrite(path, offset, [(byte)(whole[offset] ^ (1 << (offset % 8)))]);
                Assert.False(_folder.Verify().IsSound, $"{path}: offset {offset}");
                Assert.Equal(JournalFolder.Range(1, 150), _folder.ReadAll());
                SegmentBytes.Overwrite(path, offset, whole.AsSpan(offset, 1));
            }
        }
    }

    [Fact]
    public void A_writer_never_opens_a_journal_with_a_bit_flipped_in_its_last_segment_as_if_nothing_were_wrong()
    {
        _folder.Write(40);
        var path = Assert.Single(_folder.Segments);
        var whole = File.ReadAllBytes(path);
        for (var offset = 0; offset < SegmentBytes.End(whole); offset++)
        {
            SegmentBytes.Overwrite(path, offset, [(byte)(whole[offset] ^ (1 << (offset % 8)))]);
            // Without its watermark a segment promises nothing; its records are all there all the same.
            var isHarmless = offset is >= SegmentBytes.WatermarkAt and < SegmentBytes.RecordsAt;
            if (isHarmless)
                CheckOpens();
            else
                Assert.ThrowsAny<JournalException>(() => _folder.Open());
            File.WriteAllBytes(path, whole);
        }
    }

    [Fact]
    public void Two_records_that_changed_places_are_refused()
    {
        _folder.Write(40);
        var path = Assert.Single(_folder.Segments);
        var bytes = File.ReadAllBytes(path);
        var records = SegmentBytes.Records(bytes);
        var (one, other) = FindTwins(records);
        var first = bytes.AsSpan(one.Offset, one.Bytes).ToArray();
        bytes.AsSpan(other.Offset, other.Bytes).CopyTo(bytes.AsSpan(one.Offset));
        first.CopyTo(bytes.AsSpan(other.Offset));
        File.WriteAllBytes(path, bytes);

        var damage = Assert.Throws<JournalCorruptException>(() => _folder.Open());
        Assert.Equal(one.Offset, damage.Offset);
        Assert.False(_folder.Verify().IsSound);
    }

    [Fact]
    public void An_old_block_that_came_back_is_found_by_the_seal_though_each_of_its_records_is_valid()
    {
        // The same sequences are written twice: once, then cut away, then otherwise.
        using (var writer = _folder.Open())
            JournalFolder.Append(writer, 10);
        var path = Assert.Single(_folder.Segments);
        var old = File.ReadAllBytes(path);
        JournalTruncation.CutAfter(_folder.Path, 5);
        using (var writer = _folder.Open())
        {
            for (var sequence = 6; sequence <= 10; sequence++)
                writer.Append(9, 1, JournalFolder.TimeOf(sequence), JournalFolder.PayloadOf(sequence));
            JournalFolder.Append(writer, 200);
        }
        Assert.True(_folder.Verify().IsSound);
        var (offset, bytes) = SegmentBytes.Records(old)[7];
        SegmentBytes.Overwrite(path, offset, old.AsSpan(offset, bytes));

        var fault = _folder.Verify().FirstFault;
        Assert.NotNull(fault);
        Assert.Contains("replaced", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cursor_stops_at_damage_and_names_it_but_gives_what_comes_before()
    {
        _folder.Write(120);
        var path = _folder.Segments[0];
        var (offset, _) = SegmentBytes.Records(File.ReadAllBytes(path))[9];
        SegmentBytes.Flip(path, offset + 40, 3);

        using var reader = JournalReader.Open(_folder.Path);
        using var cursor = reader.OpenCursor(1);
        for (var sequence = 1; sequence <= 9; sequence++)
            Assert.True(cursor.TryRead(out _));
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var damage = Assert.Throws<JournalCorruptException>(() => cursor.TryRead(out _));
            Assert.Equal((path, offset, 10), (damage.File, damage.Offset, damage.Sequence));
        }
    }

    public void Dispose() => _folder.Dispose();

    private static ((int Offset, int Bytes) One, (int Offset, int Bytes) Other) FindTwins(
        List<(int Offset, int Bytes)> all)
    {
        for (var i = 0; i < all.Count; i++)
        {
            for (var j = i + 1; j < all.Count; j++)
            {
                if (all[i].Bytes == all[j].Bytes)
                    return (all[i], all[j]);
            }
        }
        throw new InvalidOperationException("No two records have the same size.");
    }

    private void WriteThreeSegments()
    {
        _folder.Write(150);
        Assert.Equal(3, _folder.Segments.Length);
        Assert.Equal(2, Directory.GetFiles(_folder.Path, "*.idx").Length);
        Assert.True(_folder.Verify().IsSound);
    }

    private void CheckPrefixOrRefusal()
    {
        using var reader = JournalReader.Open(_folder.Path);
        var sequences = new List<long>();
        try
        {
            using var cursor = reader.OpenCursor(1);
            while (cursor.TryRead(out var record))
            {
                Assert.Equal(JournalFolder.PayloadOf(record.Sequence), record.Payload.ToArray());
                sequences.Add(record.Sequence);
            }
        }
        catch (JournalException)
        {
            // Refused where the damage is; what was read before it must be right.
        }
        Assert.Equal(JournalFolder.Range(1, sequences.Count), sequences);
    }

    private void CheckOpens()
    {
        using var writer = _folder.Open();
        Assert.Equal(40, writer.LastSequence);
    }
}
