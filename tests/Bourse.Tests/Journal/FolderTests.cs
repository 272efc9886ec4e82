using System.Buffers.Binary;
using Bourse.Journal;

namespace Bourse.Tests.Journal;

/// <summary>What a folder's files must be, and what is said when they are not.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public FolderTests() => _folder.Write(200);

    [Fact]
    public void A_segment_missing_in_the_middle_is_named()
    {
        var missing = _folder.Segments[2];
        File.Delete(missing);
        File.Delete(Path.ChangeExtension(missing, ".idx"));

        CheckRefused("missing", missing);
    }

    [Fact]
    public void A_first_segment_that_is_missing_is_told_by_its_index()
    {
        var missing = _folder.Segments[0];
        File.Delete(missing);

        CheckRefused("missing", missing);
    }

    [Fact]
    public void A_last_segment_that_is_missing_is_told_by_the_seal_before_it()
    {
        var missing = _folder.Segments[^1];
        File.Delete(missing);

        CheckRefused("missing", missing);
    }

    [Fact]
    public void A_copy_of_a_segment_under_another_name_is_refused()
    {
        var copy = _folder.Segment(100_000);
        File.Copy(_folder.Segments[1], copy);

        CheckRefused("renamed or copied", copy);
    }

    [Fact]
    public void A_name_that_is_not_a_sequence_is_refused()
    {
        var renamed = Path.Combine(_folder.Path, "copy of 1.seg");
        File.Move(_folder.Segments[1], renamed);

        CheckRefused("20 digits", renamed);
    }

    [Fact]
    public void A_segment_of_another_journal_is_refused()
    {
        using var other = new JournalFolder();
        other.Write(200);
        var path = _folder.Segments[2];
        File.Copy(other.Segments[2], path, overwrite: true);

        CheckRefused("another journal", path);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(2048)]
    [InlineData(8192)]
    public void A_segment_of_the_wrong_size_is_refused(int bytes)
    {
        var path = _folder.Segments[2];
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write))
            RandomAccess.SetLength(file, bytes);

        CheckRefused("bytes", path);
    }

    [Fact]
    public void A_newer_format_is_refused_with_what_this_program_can_read()
    {
        var path = _folder.Segments[0];
        var header = File.ReadAllBytes(path)[..64];
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), 2);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(60), SegmentBytes.Crc(header[..60]));
        SegmentBytes.Overwrite(path, 0, header);

        CheckRefused("format version 2", path);
    }

    [Fact]
    public void A_segment_that_does_not_continue_the_one_before_it_is_refused()
    {
        // Two journals with the same id and the same sequences, as a copied folder that went on by itself.
        using var branch = new JournalFolder();
        foreach (var path in _folder.Segments)
            File.Copy(path, Path.Combine(branch.Path, Path.GetFileName(path)));
        JournalTruncation.CutAfter(branch.Path, 10);
        using (var writer = branch.Open())
        {
            for (var sequence = 11; sequence <= 200; sequence++)
                writer.Append(9, 1, JournalFolder.TimeOf(sequence), JournalFolder.PayloadOf(sequence));
        }
        var taken = _folder.Segments[2];
        File.Copy(branch.Segments[2], taken, overwrite: true);

        CheckRefused("does not continue", taken);
    }

    [Fact]
    public void A_folder_that_may_only_be_read_can_be_read()
    {
        if (OperatingSystem.IsWindows())
            return;
        var mode = File.GetUnixFileMode(_folder.Path);
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        foreach (var path in _folder.Segments)
            File.SetUnixFileMode(path, UnixFileMode.UserRead);
        try
        {
            var before = Directory.GetFiles(_folder.Path).Order().ToList();
            Assert.Equal(JournalFolder.Range(1, 200), _folder.ReadAll());
            Assert.True(_folder.Verify().IsSound);
            Assert.Equal(before, Directory.GetFiles(_folder.Path).Order());
        }
        finally
        {
            File.SetUnixFileMode(_folder.Path, mode);
        }
    }

    [Fact]
    public void A_second_writer_is_refused_with_the_process_that_holds_the_journal()
    {
        using (_folder.Open())
        {
            var locked = Assert.Throws<JournalLockedException>(() => _folder.Open());
            Assert.Contains($"process {Environment.ProcessId}", locked.Message, StringComparison.Ordinal);
        }
        using var next = _folder.Open();
        Assert.Equal(200, next.LastSequence);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_an_error_and_not_an_end()
    {
        var files = new FaultyFiles { OpenFails = path => path == _folder.Segments[2] };
        Assert.Throws<IOException>(() => _folder.Open(files));

        using var reader = JournalReader.Open(_folder.Path, files);
        using var cursor = reader.OpenCursor(1);
        var failure = Assert.Throws<IOException>(() => JournalFolder.Read(cursor));
        Assert.Contains("Too many open files", failure.Message, StringComparison.Ordinal);
        files.OpenFails = _ => false;
        Assert.Equal(200, JournalFolder.Read(cursor)[^1]);
    }

    [Fact]
    public void Settings_out_of_range_are_all_named()
    {
        var options = _folder.Options with
        {
            SegmentBytes = 5000, FlushMillis = 0, RetainDays = -1, Durability = Durability.Each,
            OverflowSegmentsMax = 1,
        };
        var refused = Assert.Throws<ArgumentException>(() => JournalWriter.Open(options));
        foreach (var name in new[] { "SegmentBytes", "FlushMillis", "RetainDays", "OverflowSegmentsMax" })
            Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void CheckRefused(string reason, string file)
    {
        var before = Directory.GetFiles(_folder.Path, "*.seg").ToDictionary(path => path, File.ReadAllBytes);
        var refused = Assert.Throws<JournalRefusedException>(() => _folder.Open());
        Assert.Equal(file, refused.File);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.False(_folder.Verify().IsSound);
        var after = Directory.GetFiles(_folder.Path, "*.seg").ToDictionary(path => path, File.ReadAllBytes);
        Assert.Equal(before, after);
    }
}
