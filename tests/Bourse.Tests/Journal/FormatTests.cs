using System.Buffers.Binary;
using Bourse.Journal;
using Bourse.SecondProcess;

namespace Bourse.Tests.Journal;

/// <summary>The golden journal of format version 1 and the page that describes it.</summary>
public sealed class FormatTests : IDisposable
{
    private const string Document = "docs/formats/journal.md";
    private const int Records = 150;
    private static readonly string Golden = Checkout.PathOf("tests/Bourse.Tests/Journal/Golden");
    private readonly JournalFolder _folder = new();

    public FormatTests()
    {
        foreach (var path in Directory.GetFiles(Golden))
            File.Copy(path, Path.Combine(_folder.Path, Path.GetFileName(path)));
    }

    [Fact]
    public void A_journal_of_format_1_is_read_verified_and_continued()
    {
        Assert.True(_folder.Verify().IsSound);
        Assert.Equal(JournalFolder.Range(1, Records), _folder.ReadAll());
        using (var writer = _folder.Open())
        {
            Assert.True(writer.Recovery.IsClean);
            JournalFolder.Append(writer, 50);
        }
        Assert.Equal(JournalFolder.Range(1, Records + 50), _folder.ReadAll());
    }

    [Fact]
    public void The_same_records_are_written_to_the_same_bytes()
    {
        JournalTruncation.CutAfter(_folder.Path, 0);
        var clock = new StoppedClock(DateTimeOffset.UnixEpoch.AddDays(20_000));
        using (var writer = JournalWriter.Open(_folder.Options, clock: clock))
            JournalFolder.Append(writer, Records);

        CheckGolden();
    }

    [Theory]
    [InlineData("TZ", "Asia/Kolkata")]
    [InlineData("LANG", "tr_TR.UTF-8")]
    [InlineData("DOTNET_gcServer", "1")]
    [InlineData("DOTNET_PROCESSOR_COUNT", "1")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    public void The_bytes_do_not_depend_on_zone_language_collector_or_processor(string variable, string value)
    {
        JournalTruncation.CutAfter(_folder.Path, 0);
        using (var child = ChildProcess.StartIn(
            new Dictionary<string, string> { [variable] = value }, "golden", _folder.Path))
            Assert.Equal(0, child.WaitForExit());

        CheckGolden();
    }

    [Fact]
    public void The_documented_bytes_are_those_of_the_golden_journal()
    {
        var segment = GoldenBytes("00000000000000000001.seg");
        Assert.Equal(FormatDocument.Hex(Document, "segment"), segment[..SegmentBytes.RecordsAt]);
        var records = SegmentBytes.Records(segment);
        var (record, seal) = (records[2], records[^1]);
        Assert.Equal(FormatDocument.Hex(Document, "record"), segment.AsSpan(record.Offset, record.Bytes).ToArray());
        Assert.Equal(FormatDocument.Hex(Document, "seal"), segment.AsSpan(seal.Offset, seal.Bytes).ToArray());
        Assert.Equal(FormatDocument.Hex(Document, "index"), GoldenBytes("00000000000000000001.idx"));
        Assert.Equal(["segment", "record", "seal", "index"], FormatDocument.HexNames(Document));
    }

    [Fact]
    public void Every_checksum_is_the_one_that_the_page_describes()
    {
        foreach (var path in Directory.GetFiles(Golden, "*.seg"))
        {
            var segment = File.ReadAllBytes(path);
            Assert.Equal(SegmentBytes.Crc(segment[..60]), Unsigned(segment, 60));
            Assert.Equal(SegmentBytes.Crc(segment[64..68]), Unsigned(segment, 68));
            var digest = new List<byte[]> { segment[16..24] };
            foreach (var (offset, bytes) in SegmentBytes.Records(segment))
            {
                var body = segment[(offset + 8)..(offset + bytes)];
                Assert.Equal(
                    SegmentBytes.Crc(segment[16..24], segment[offset..(offset + 4)], body),
                    Unsigned(segment, offset + 4));
                if (BinaryPrimitives.ReadUInt16LittleEndian(segment.AsSpan(offset + 24)) == 0xFFFF)
                    Assert.Equal(~SegmentBytes.Crc([.. digest]), Unsigned(segment, offset + 40));
                digest.Add(segment[(offset + 4)..(offset + 8)]);
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] GoldenBytes(string name) => File.ReadAllBytes(Path.Combine(Golden, name));

    private static uint Unsigned(byte[] bytes, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(offset));

    private void CheckGolden()
    {
        foreach (var path in Directory.GetFiles(Golden))
        {
            var written = Path.Combine(_folder.Path, Path.GetFileName(path));
            Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(written));
        }
    }
}
