using System.Text;
using Bourse.Feeds;
using Bourse.Feeds.Csv;

namespace Bourse.Tests.Feeds;

public sealed class CsvDeadLetterTests : IDisposable
{
    private static readonly CsvOptions Options = new() { LineBytesMax = 256 };
    private readonly FeedRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("03/10/2014,10:00:00.000,36,100,0,", "6 columns instead of 7")]
    [InlineData("03/10/2014,10:00:00.000,36,100,0,,,", "8 columns instead of 7")]
    [InlineData("--- NO RECORDS TO REPORT ---", "1 columns instead of 7")]
    [InlineData("13/10/2014,10:00:00.000,36,100,0,,", "the time cannot be read")]
    [InlineData("03/10/2014,10:00:00,36,100,0,,", "the time cannot be read")]
    [InlineData("03/10/2014,10:00:00.000,,100,0,,", "column 3 is not a price: Empty")]
    [InlineData("03/10/2014,10:00:00.000,36.x,100,0,,", "column 3 is not a price: NotANumber")]
    [InlineData("03/10/2014,10:00:00.000,36.123456789,100,0,,", "column 3 is not a price: TooManyDecimals")]
    [InlineData("03/10/2014,10:00:00.000,1e99,100,0,,", "column 3 is not a price: TooLarge")]
    [InlineData("03/10/2014,10:00:00.000,36,-1,0,,", "column 4 is not a size: Negative")]
    [InlineData("03/10/2014,10:00:00.000,36,0,0,,", "the size is 0")]
    [InlineData("03/10/2014,10:00:00.000,36,100,A,,", "column 5 is not a number of conditions")]
    [InlineData("03/10/2014,10:00:00.000,36,100,-1,,", "column 5 is not a number of conditions")]
    [InlineData("03/10/2014,10:00:00.000,36,100,0,\0,", "the row holds NUL or is not UTF-8")]
    public void A_bad_row_is_kept_with_its_line_and_reason_and_the_load_goes_on(string bad, string reason)
    {
        var feed = Asx("\n" + Row(1) + bad + "\n" + Row(3));
        _rig.Run(feed);

        Assert.Equal([1, 3], _rig.Trades().Select(trade => trade.Header.Native));
        Assert.Equal((3, 1), (feed.Progress.Rows, feed.Progress.BadRows));
        Assert.StartsWith($"2,3,\"{reason}\",", Letter(), StringComparison.Ordinal);
        Assert.Contains("t.csv", Letter(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_a_bad_row_is_kept_in_one_line_whatever_its_bytes()
    {
        _rig.Run(Asx([.. Encoding.UTF8.GetBytes(Row(1)), .. "a\"b\\\t"u8, 0xff, 0x00, .. "é\n"u8]));

        Assert.EndsWith(""","a""b\\\x09\xff\x00\xc3\xa9" """.TrimEnd(), Letter(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(257)]
    [InlineData(511)]
    [InlineData(70_000)]
    [InlineData(400_000)]
    public void A_line_that_is_too_long_is_passed_over_and_its_beginning_kept(int length)
    {
        _rig.Run(Asx(Row(1) + new string('y', length) + "\n" + Row(3)));

        Assert.Equal([1, 3], _rig.Trades().Select(trade => trade.Header.Native));
        Assert.StartsWith("2,2,\"the row is longer than 256 bytes\"", Letter(), StringComparison.Ordinal);
        Assert.EndsWith(",\"" + new string('y', 256) + "\"", Letter(), StringComparison.Ordinal);
    }

    [Fact]
    public void Compressed_data_that_ends_early_gives_its_whole_rows_and_says_so()
    {
        var text = string.Concat(Enumerable.Range(1, 900).Select(Row));
        var zipped = CsvLoadTests.Zip(text);
        var feed = Asx(zipped[..(zipped.Length * 2 / 3)]);
        _rig.Run(feed);
        var trades = _rig.Trades();

        Assert.InRange(trades.Count, 1, 899);
        Assert.Equal(trades.Count + 1, feed.Progress.Rows);
        Assert.Contains("the compressed data is damaged or ends here", Letter(), StringComparison.Ordinal);

        _rig.Run(Asx(zipped));
        Assert.Equal(900, _rig.Trades().Count);
        Assert.Empty(Directory.GetFiles(_rig.DeadLetters));
    }

    [Fact]
    public void A_file_of_too_many_bad_rows_is_given_up_with_a_clear_error()
    {
        var text = Row(1) + string.Concat(Enumerable.Repeat("bad\n", 50)) + Row(52);
        var error = Assert.Throws<FeedException>(() => _rig.Run(Asx(text, Options with { BadRowsMax = 20 })));

        Assert.Contains("more than 20 bad rows, the latest in line 22: 1 ", error.Message, StringComparison.Ordinal);
        Assert.Single(_rig.Trades());
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Damaged_files_are_read_to_their_end_and_every_row_is_good_or_bad(int seed)
    {
        var random = new Random(seed);
        var options = Options with { BadRowsMax = 1_000_000, BlockKilobytes = 64 };
        for (var round = 0; round < 8; round++)
        {
            using var rig = new FeedRig();
            var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 200).Select(Row)));
            for (var damages = random.Next(1, 60); damages > 0; damages--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (round % 2 == 1)
                bytes = Damage(CsvLoadTests.Zip(Encoding.Latin1.GetString(bytes)), random);
            var feed = Asx(bytes, options, rig);
            rig.Run(feed);

            Assert.Equal(feed.Progress.Rows, rig.Trades().Count + feed.Progress.BadRows);
        }
    }

    private static byte[] Damage(byte[] zipped, Random random)
    {
        zipped[random.Next(10, zipped.Length)] ^= 0x10;
        return zipped[..random.Next(zipped.Length / 2, zipped.Length)];
    }

    private static string Row(int row) => CsvLoadTests.AsxRow(row) + "\n";

    private string Letter() => Assert.Single(File.ReadAllLines(Directory.GetFiles(_rig.DeadLetters).Single()).Skip(1));

    private CsvFeed Asx(string text, CsvOptions? options = null) => Asx(Encoding.UTF8.GetBytes(text), options);

    private CsvFeed Asx(byte[] bytes, CsvOptions? options = null, FeedRig? rig = null)
    {
        rig ??= _rig;
        var file = new CsvFile { Path = rig.Write("t.csv", bytes), Profile = "asx-trades", Symbol = "BHP" };
        return new CsvFeed("load", [file], options ?? Options, rig.DeadLetters);
    }
}
