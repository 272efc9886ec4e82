using System.Globalization;
using System.Text;
using Bourse.Market;

namespace Bourse.Tests.Market;

public sealed class TimestampTests
{
    [Theory]
    [InlineData("1970-01-01", 0)]
    [InlineData("1970-01-01T00:00", 0)]
    [InlineData("1970-01-01T00:00:01Z", 1_000_000_000)]
    [InlineData("1970-01-01 00:00:00.000000001", 1)]
    [InlineData("1970-01-01t00:00:00.5z", 500_000_000)]
    [InlineData("1969-12-31T23:59:59.999999999Z", -1)]
    [InlineData("2014-03-10T07:57:14.754+11:00", 1_394_398_634_754_000_000)]
    [InlineData("2014-03-10T07:57:14.754+1100", 1_394_398_634_754_000_000)]
    [InlineData("2014-03-09T15:27:14.754-05:30", 1_394_398_634_754_000_000)]
    [InlineData("2000-02-29T00:00Z", 951_782_400_000_000_000)]
    [InlineData("1394398634754000000", 1_394_398_634_754_000_000)]
    [InlineData("2014", 2014)]
    [InlineData("-1", -1)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("1677-09-21T00:12:43.145224192Z", long.MinValue)]
    [InlineData("2262-04-11T23:47:16.854775807Z", long.MaxValue)]
    public void A_time_is_read_to_the_nanosecond(string text, long nanoseconds) =>
        Assert.Equal(new Timestamp(nanoseconds), Timestamp.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("9223372036854775808")]
    [InlineData("2014-3-10")]
    [InlineData("2014-03-10Z")]
    [InlineData("2014-13-01")]
    [InlineData("2014-00-01")]
    [InlineData("2014-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("0000-01-01")]
    [InlineData("2014-03-10T")]
    [InlineData("2014-03-10T24:00")]
    [InlineData("2014-03-10T07:60")]
    [InlineData("2014-03-10T07:57:60")]
    [InlineData("2014-03-10T07:57:14.")]
    [InlineData("2014-03-10T07:57:14.0000000000")]
    [InlineData("2014-03-10T07:57:14+1")]
    [InlineData("2014-03-10T07:57:14+11-00")]
    [InlineData("2014-03-10T07:57:14+15:00")]
    [InlineData("2014-03-10T07:57:14ZZ")]
    [InlineData("1677-09-21T00:12:43.145224191Z")]
    [InlineData("2262-04-11T23:47:16.854775808Z")]
    [InlineData("9999-12-31")]
    public void What_is_no_time_or_out_of_range_is_refused(string text) =>
        Assert.Throws<FormatException>(() => Timestamp.Parse(text));

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(1, "1970-01-01T00:00:00.000000001Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999999Z")]
    [InlineData(754_000_000, "1970-01-01T00:00:00.754Z")]
    [InlineData(754_100_000, "1970-01-01T00:00:00.754100Z")]
    [InlineData(long.MinValue, "1677-09-21T00:12:43.145224192Z")]
    [InlineData(long.MaxValue, "2262-04-11T23:47:16.854775807Z")]
    public void A_time_is_written_with_as_many_decimals_as_it_needs(long nanoseconds, string text) =>
        Assert.Equal(text, new Timestamp(nanoseconds).ToString());

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Any_time_is_written_as_the_framework_writes_it_and_read_back(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var time = new Timestamp(random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(40));
            Assert.Equal(time, Timestamp.Parse(time.ToString()));

            var ticks = new Timestamp(time.Nanoseconds / 100 * 100);
            Assert.Equal(ticks, Timestamp.FromDateTime(ticks.ToDateTime()));
            Assert.Equal(ticks.ToDateTime(), DateTimeOffset.Parse(ticks.ToString(), CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Any_offset_is_taken_as_the_framework_takes_it(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var offset = TimeSpan.FromMinutes(random.Next(-14 * 60, (14 * 60) + 1));
            var sinceThen = new TimeSpan(random.NextInt64(500 * 365 * TimeSpan.TicksPerDay));
            var time = new DateTimeOffset(1700, 1, 1, 0, 0, 0, offset) + sinceThen;
            var text = time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
            Assert.Equal(Timestamp.FromDateTime(time), Timestamp.Parse(text));
        }
    }

    [Fact]
    public void Every_day_of_four_centuries_is_the_calendars_day()
    {
        var day = new DateTime(1800, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (; day.Year < 2200; day = day.AddDays(1))
        {
            var number = CivilDate.ToDays(day.Year, day.Month, day.Day);
            Assert.Equal((day - DateTime.UnixEpoch).Days, number);
            Assert.Equal((day.Year, day.Month, day.Day), CivilDate.FromDays(number));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Random_bytes_are_refused_or_read_but_never_throw(int seed)
    {
        var random = new Random(seed);
        var pattern = "2014-03-10T07:57:14.754123456+11:00"u8.ToArray();
        for (var i = 0; i < 50_000; i++)
        {
            var text = pattern[..random.Next(pattern.Length + 1)];
            for (var changes = random.Next(3); changes > 0 && text.Length > 0; changes--)
                text[random.Next(text.Length)] = (byte)"0123456789-+:.TZ \xff"[random.Next(18)];
            if (Timestamp.TryParse(text, out var time))
                Assert.Equal(time, Timestamp.Parse(time.ToString()));
        }
    }

    [Fact]
    public void A_span_that_is_too_short_takes_nothing()
    {
        var time = new Timestamp(1_394_398_634_754_000_001);
        for (var length = 0; length < Timestamp.TextBytesMax; length++)
            Assert.Equal(0, time.Format(new byte[length]));
        Assert.Equal(Timestamp.TextBytesMax, time.Format(new byte[Timestamp.TextBytesMax]));
    }

    [Fact]
    public void Reading_and_writing_allocate_nothing()
    {
        var text = Encoding.UTF8.GetBytes("2014-03-10T07:57:14.754+11:00");
        var room = new byte[Timestamp.TextBytesMax];

        Assert.Equal(0, Allocation.Of(() =>
        {
            if (Timestamp.TryParse(text, out var time))
                time.Format(room);
        }));
    }

    [Fact]
    public void Times_are_ordered_and_sums_that_do_not_fit_throw()
    {
        Assert.True(Timestamp.FromCivil(2014, 3, 10, 12, 30, 1) > Timestamp.FromCivil(2014, 3, 10, 12, 30));
        var later = Timestamp.FromCivil(2014, 3, 10, 12, 30).AddNanoseconds(5);
        Assert.Equal("2014-03-10T12:30:00.000000005Z", later.ToString());
        Assert.Throws<OverflowException>(() => Timestamp.MaxValue.AddNanoseconds(1));
        Assert.Throws<OverflowException>(() => Timestamp.FromCivil(2263, 1, 1));
    }
}
