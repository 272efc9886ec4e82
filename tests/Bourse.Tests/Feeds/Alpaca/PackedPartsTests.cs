using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Alpaca;

public sealed class PackedPartsTests
{
    [Theory]
    [InlineData("00", 0)]
    [InlineData("7f", 127)]
    [InlineData("ff", -1)]
    [InlineData("e0", -32)]
    [InlineData("cc ff", 255)]
    [InlineData("cd ff ff", 65_535)]
    [InlineData("ce ff ff ff ff", 4_294_967_295)]
    [InlineData("cf 7f ff ff ff ff ff ff ff", long.MaxValue)]
    [InlineData("d0 80", -128)]
    [InlineData("d1 80 00", -32_768)]
    [InlineData("d2 80 00 00 00", int.MinValue)]
    [InlineData("d3 80 00 00 00 00 00 00 00", long.MinValue)]
    public void Whole_numbers_are_read_in_every_form(string bytes, long number) =>
        Assert.Equal(number, Of(bytes).ReadWhole());

    [Theory]
    [InlineData("d6 ff 00 00 00 01", "1970-01-01T00:00:01Z")]
    [InlineData("d7 ff 00 00 00 04 00 00 00 02", "1970-01-01T00:00:02.000000001Z")]
    [InlineData("d7 ff ee 6b 27 fc 00 00 00 00", "1970-01-01T00:00:00.999999999Z")]
    [InlineData("c7 0c ff 00 00 00 07 00 00 00 00 00 00 00 05", "1970-01-01T00:00:05.000000007Z")]
    [InlineData("c7 0c ff 00 00 00 00 ff ff ff ff ff ff ff ff", "1969-12-31T23:59:59Z")]
    [InlineData("b4 31 39 37 30 2d 30 31 2d 30 31 54 30 30 3a 30 30 3a 30 31 5a", "1970-01-01T00:00:01Z")]
    public void Times_are_read_in_every_form(string bytes, string time) =>
        Assert.Equal(Timestamp.Parse(time), Of(bytes).ReadTime());

    [Theory]
    [InlineData("d7 ff ff ff ff ff 00 00 00 00")]
    [InlineData("d6 01 00 00 00 01")]
    [InlineData("c7 0c ff 00 00 00 00 7f ff ff ff ff ff ff ff")]
    [InlineData("c7 03 ff 00 00 00")]
    [InlineData("cb 3f f0 00 00 00 00 00 00")]
    public void What_is_no_time_is_refused(string bytes) => Assert.Throws<FormatException>(() => Of(bytes).ReadTime());

    // 0.1 as a float of 32 bits, 411.98 and 1e-8 as ones of 64, 92,233,720,368 and one more.
    [Theory]
    [InlineData("ca 3d cc cc cd", 10_000_000)]
    [InlineData("cb 40 79 bf ae 14 7a e1 48", 41_198_000_000)]
    [InlineData("cb 3e 45 79 8e e2 30 8c 3a", 1)]
    [InlineData("05", 500_000_000)]
    [InlineData("cf 00 00 00 15 79 8e e2 30", 9_223_372_036_800_000_000)]
    public void Prices_are_exact(string bytes, long units) => Assert.Equal(new Price(units), Of(bytes).ReadPrice());

    [Theory]
    [InlineData("cf 00 00 00 15 79 8e e2 31")]
    [InlineData("cb 3e 11 2e 0b e8 26 d6 95")]
    [InlineData("cb 7f f0 00 00 00 00 00 00")]
    [InlineData("cb 7f f8 00 00 00 00 00 00")]
    [InlineData("cb 7e 37 e4 3c 88 00 75 9c")]
    [InlineData("ca 7f 80 00 00")]
    [InlineData("a1 31")]
    [InlineData("cf ff ff ff ff ff ff ff ff")]
    public void A_price_that_cannot_be_held_is_refused(string bytes) =>
        Assert.Throws<FormatException>(() => Of(bytes).ReadPrice());

    // An object of every kind of value, and the number 42 behind it.
    [Fact]
    public void Anything_can_be_passed_over()
    {
        var parts = Of("""
            8c a1 61 c0  a1 62 c2  a1 63 c4 02 00 00  a1 64 c5 00 01 00  a1 65 c6 00 00 00 01 00  a1 66 c7 01 05 00
            a1 67 c8 00 01 05 00  a1 68 d8 05 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  a1 69 dd 00 00 00 02 90 80
            a1 6a df 00 00 00 01 a0 d9 01 31  a1 6b d4 05 00  a1 6c db 00 00 00 01 31  2a
            """);
        parts.Skip();
        Assert.Equal(42, parts.ReadWhole());
        parts.End();
    }

    [Theory]
    [InlineData("dd ff ff ff ff")]
    [InlineData("df 7f ff ff ff")]
    [InlineData("db ff ff ff ff")]
    [InlineData("c9 ff ff ff ff 00")]
    [InlineData("92 00")]
    public void A_count_that_the_frame_cannot_hold_is_not_believed(string bytes)
    {
        Assert.Throws<FormatException>(() => Of(bytes).Skip());
        Assert.Throws<FormatException>(() => Of(bytes).ReadText());
    }

    [Fact]
    public void What_follows_the_end_is_refused() => Assert.Throws<FormatException>(() => Of("00").End());

    private static PackedParts Of(string bytes) =>
        new(Convert.FromHexString(string.Concat(bytes.Where(letter => !char.IsWhiteSpace(letter)))));
}
