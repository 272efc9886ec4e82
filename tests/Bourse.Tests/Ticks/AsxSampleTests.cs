using System.Globalization;
using System.IO.Compression;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

/// <summary>Five real days of four Australian shares, checked against a recomputation that shares no code.</summary>
public sealed class AsxSampleTests
{
    [Theory]
    [InlineData("BHP", "7078", 91_631, 37_266_035)]
    [InlineData("RIO", "7458", 108_671, 16_359_810)]
    [InlineData("DVN", "7181", 232, 449_097)]
    [InlineData("MWR", "3153", 11, 32_267)]
    public void Day_bars_of_the_sample_equal_a_plain_recomputation(string symbol, string file, int count, long volume)
    {
        var rows = ReadRows(file);
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, symbol);
        foreach (var row in rows)
            feed.Apply(TradeOf(instrument, row));
        var ticks = feed.TicksOf(instrument);

        var (tradeCount, tradeVolume) = Count(ticks);
        Assert.Equal((count, volume * Quantity.UnitsPerOne), (tradeCount, tradeVolume));
        var bars = new List<Bar>();
        for (var reader = ticks.Bars(BarInterval.Day1, TickRange.All); reader.TryRead(out var bar);)
            bars.Add(bar);
        var days = rows.GroupBy(row => row.Local.Date).ToList();
        Assert.Equal(days.Count, bars.Count);
        for (var i = 0; i < days.Count; i++)
            AssertEqual([.. days[i]], bars[i], ticks.Clock);
    }

    private static void AssertEqual(List<CsvRow> day, Bar bar, VenueClock clock)
    {
        var priced = day.Where(row => !row.IsOffPrice).ToList();
        Assert.Equal(DateOnly.FromDateTime(day[0].Local), clock.DayOf(bar.Start));
        Assert.Equal(day.Count, bar.Trades);
        Assert.Equal(day.Sum(row => row.Volume), ToDecimal(bar.Volume.Units));
        Assert.Equal(priced[0].Price, ToDecimal(bar.Open!.Value.Units));
        Assert.Equal(priced.Max(row => row.Price), ToDecimal(bar.High!.Value.Units));
        Assert.Equal(priced.Min(row => row.Price), ToDecimal(bar.Low!.Value.Units));
        Assert.Equal(priced[^1].Price, ToDecimal(bar.Close!.Value.Units));
        var vwap = priced.Sum(row => row.Price * row.Volume) / priced.Sum(row => row.Volume);
        Assert.Equal(Math.Round(vwap, 8, MidpointRounding.AwayFromZero), ToDecimal(bar.Vwap!.Value.Units));
    }

    private static (int Trades, long Volume) Count(InstrumentTicks ticks)
    {
        var (trades, volume) = (0, 0L);
        for (var reader = TickStore.Trades([ticks], TickRange.All); reader.TryRead(out var row); trades++)
            volume += row.Size.Units;
        return (trades, volume);
    }

    private static Trade TradeOf(Instrument instrument, CsvRow row)
    {
        var sydney = new DateTimeOffset(row.Local, TimeSpan.FromHours(11));
        var flags = row.IsOffPrice ? EventFlags.OffPrice : EventFlags.None;
        var header = TickFeed.Header(instrument, Timestamp.FromDateTime(sydney).Nanoseconds, flags);
        var size = new Quantity((long)(row.Volume * Quantity.UnitsPerOne));
        return new Trade(header, new Price((long)(row.Price * Price.UnitsPerOne)), size);
    }

    private static decimal ToDecimal(long units) => units / 100_000_000m;

    private static List<CsvRow> ReadRows(string file)
    {
        var path = Checkout.PathOf($"samples/asx/trades/{file}.csv.gz");
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var rows = new List<CsvRow>();
        while (text.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            var local = DateTime.ParseExact(
                $"{fields[0]} {fields[1]}", "MM/dd/yyyy HH:mm:ss.fff", CultureInfo.InvariantCulture);
            var price = decimal.Parse(fields[2], CultureInfo.InvariantCulture);
            var volume = decimal.Parse(fields[3], CultureInfo.InvariantCulture);
            rows.Add(new CsvRow(local, price, volume, fields[5] == "X"));
        }

        return rows;
    }

    private sealed record CsvRow(DateTime Local, decimal Price, decimal Volume, bool IsOffPrice);
}
