using System.Text;
using Bourse.Feeds.Csv;

namespace Bourse.Tests.Feeds;

public sealed class CsvTimeTests
{
    [Theory]
    [InlineData("03/10/2014", "07:57:14.754", "2014-03-09T20:57:14.754Z")]
    [InlineData("07/10/2014", "07:57:14.754", "2014-07-09T21:57:14.754Z")]
    [InlineData("02/29/2012", "00:00:00.000", "2012-02-28T13:00:00Z")]
    [InlineData("12/31/1999", "23:59:59.999", "1999-12-31T12:59:59.999Z")]
    public void Sydney_time_has_its_summer_and_its_winter(string date, string time, string utc) =>
        Assert.Equal(utc, ReadAsx(date, time));

    [Theory]
    [InlineData("01:59:59.999", "2014-10-04T15:59:59.999Z")]
    [InlineData("02:00:00.000", "2014-10-04T16:00:00Z")]
    [InlineData("02:30:00.000", "2014-10-04T16:30:00Z")]
    [InlineData("02:59:59.999", "2014-10-04T16:59:59.999Z")]
    [InlineData("03:00:00.000", "2014-10-04T16:00:00Z")]
    public void A_time_that_the_clock_leaves_out_is_moved_on_by_what_it_leaves_out(string time, string utc) =>
        Assert.Equal(utc, ReadAsx("10/05/2014", time));

    [Theory]
    [InlineData("01:59:59.999", "2014-04-05T14:59:59.999Z")]
    [InlineData("02:00:00.000", "2014-04-05T15:00:00Z")]
    [InlineData("02:59:59.999", "2014-04-05T15:59:59.999Z")]
    [InlineData("03:00:00.000", "2014-04-05T17:00:00Z")]
    public void A_time_that_comes_twice_is_its_first_coming(string time, string utc) =>
        Assert.Equal(utc, ReadAsx("04/06/2014", time));

    [Theory]
    [InlineData("Australia/Sydney", 1)]
    [InlineData("America/New_York", 2)]
    [InlineData("Europe/London", 3)]
    [InlineData("Australia/Lord_Howe", 4)]
    [InlineData("Asia/Kathmandu", 5)]
    [InlineData("Pacific/Apia", 6)]
    [InlineData("America/St_Johns", 7)]
    [InlineData("UTC", 8)]
    public void Any_time_comes_back_from_the_zones_clock(string zoneName, int seed)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneName);
        var clock = new ZoneClock(zone);
        var random = new Random(seed);
        for (var i = 0; i < 3_000; i++)
        {
            var utc = new DateTime(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(40 * 525_600));
            var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
            var read = FromNanoseconds(clock.ToUtc(ToNanoseconds(local)));
            if (zone.IsAmbiguousTime(local))
                Assert.Equal(local - zone.GetAmbiguousTimeOffsets(local).Max(), read);
            else
                Assert.Equal(utc, read);
        }
    }

    [Theory]
    [InlineData("iso", "2014-03-10T07:57:14.754Z", "2014-03-10T07:57:14.754Z")]
    [InlineData("iso", "2014-03-10T07:57:14.754+05:30", "2014-03-10T02:27:14.754Z")]
    [InlineData("iso", "2014-03-10 07:57:14.754", "2014-03-09T20:57:14.754Z")]
    [InlineData("seconds", "1394398634", "2014-03-09T20:57:14Z")]
    [InlineData("seconds", "1394398634.754000001", "2014-03-09T20:57:14.754000001Z")]
    [InlineData("seconds", "-1.5", "1969-12-31T23:59:58.500Z")]
    [InlineData("millis", "1394398634754", "2014-03-09T20:57:14.754Z")]
    [InlineData("micros", "1394398634754000.001", "2014-03-09T20:57:14.754000001Z")]
    [InlineData("nanos", "1394398634754000001", "2014-03-09T20:57:14.754000001Z")]
    [InlineData("yyyyMMdd HHmmssfff", "20140310 075714754", "2014-03-09T20:57:14.754Z")]
    [InlineData("d.M.yyyy H:mm:ss.FFFFFFFFF", "9.3.2014 7:57:14.5", "2014-03-08T20:57:14.500Z")]
    [InlineData("d.M.yyyy H:mm:ss.FFFFFFFFF", "10.3.2014 7:57:14", "2014-03-09T20:57:14Z")]
    [InlineData("d.M.yyyy H:mm:ss.FFFFFFFFF", "10.12.2014 17:57:14.123456789", "2014-12-10T06:57:14.123456789Z")]
    public void A_time_in_one_column_is_read_by_its_format(string format, string text, string utc) =>
        Assert.Equal(utc, Read(format, text));

    [Theory]
    [InlineData("iso", "1394398634754")]
    [InlineData("iso", "2014-03-10T25:57:14")]
    [InlineData("iso", "1677-09-21T00:12:44Z")]
    [InlineData("seconds", "")]
    [InlineData("seconds", ".5")]
    [InlineData("seconds", "1.")]
    [InlineData("seconds", "1.0000000001")]
    [InlineData("seconds", "9223372037")]
    [InlineData("nanos", "9223372036854775808")]
    [InlineData("nanos", "1e9")]
    [InlineData("millis", "99999999999999999999999999999999999999999999999999")]
    [InlineData("yyyyMMdd HHmmssfff", "20140230 075714754")]
    [InlineData("yyyyMMdd HHmmssfff", "20140310 245714754")]
    [InlineData("yyyyMMdd HHmmssfff", "20140310 075714754 ")]
    [InlineData("yyyyMMdd HHmmssfff", "20140310 07571475")]
    [InlineData("yyyyMMdd HHmmssfff", "20140310")]
    [InlineData("yyyyMMdd HHmmssfff", "16770310 075714754")]
    [InlineData("yyyyMMdd HHmmssfff", "22620310 075714754")]
    public void What_does_not_follow_the_format_is_refused(string format, string text) =>
        Assert.Null(Read(format, text));

    [Theory]
    [InlineData("yyyy-MM-dd")]
    [InlineData("HH:mm:ss")]
    [InlineData("yyy-MM-dd HH:mm")]
    [InlineData("yyyy-MM-dd HH:mm ffffffffff")]
    [InlineData("yyyy-MM-dd HH:mm MM")]
    [InlineData("Sekunden")]
    public void A_format_that_cannot_give_a_time_is_a_fault(string format) =>
        Assert.NotNull(CsvClock.FaultIn(new CsvTime { Column = new CsvColumn(1), Format = format }));

    private static string ReadAsx(string date, string time)
    {
        var clock = new CsvClock(CsvProfiles.Open("asx-trades").Time);
        Assert.True(clock.TryRead(Encoding.UTF8.GetBytes(date), Encoding.UTF8.GetBytes(time), out var read));
        return read.ToString();
    }

    private static string? Read(string format, string text)
    {
        var time = new CsvTime { Column = new CsvColumn(1), Format = format, Zone = "Australia/Sydney" };
        Assert.Null(CsvClock.FaultIn(time));
        return new CsvClock(time).TryRead([], Encoding.UTF8.GetBytes(text), out var read) ? read.ToString() : null;
    }

    private static long ToNanoseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) * 100;

    private static DateTime FromNanoseconds(long nanoseconds) => DateTime.UnixEpoch.AddTicks(nanoseconds / 100);
}
