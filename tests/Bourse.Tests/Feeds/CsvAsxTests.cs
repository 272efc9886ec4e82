using System.Globalization;
using System.IO.Compression;
using Bourse.Market;

namespace Bourse.Tests.Feeds;

/// <summary>The sample archive, whole, against what is known of it and against a reader of another kind.</summary>
public sealed class CsvAsxTests : IClassFixture<AsxOnTape>
{
    private readonly AsxOnTape _asx;

    public CsvAsxTests(AsxOnTape asx) => _asx = asx;

    [Theory]
    [InlineData("BHP", 91_631, 37_266_035, 133, "2014-03-09T20:57:14.754Z", "2014-03-14T06:06:06.187Z")]
    [InlineData("RIO", 108_671, 16_359_810, 91, "2014-03-09T21:04:28.601Z", "2014-03-14T06:06:06.940Z")]
    [InlineData("DVN", 232, 449_097, 0, "2014-03-09T23:13:34.553Z", "2014-03-14T04:59:31.631Z")]
    [InlineData("MWR", 11, 32_267, 0, "2014-03-10T02:50:38.849Z", "2014-03-12T23:24:43.740Z")]
    public void Every_trade_is_on_the_tape_with_its_time_in_utc(
        string symbol, int count, long volume, int offPrice, string first, string last)
    {
        var trades = _asx.TradesOf(symbol);

        Assert.Equal(count, trades.Count);
        Assert.Equal(volume * Quantity.UnitsPerOne, trades.Sum(trade => trade.Quantity.Units));
        Assert.Equal(offPrice, trades.Count(trade => !trade.IsPriced));
        Assert.Equal((first, last), (trades[0].Header.VenueTime.ToString(), trades[^1].Header.VenueTime.ToString()));
    }

    [Theory]
    [InlineData("BHP", 77_849)]
    [InlineData("RIO", 91_171)]
    [InlineData("DVN", 549)]
    [InlineData("MWR", 60)]
    public void Every_quote_is_on_the_tape_and_five_mornings_begin_with_an_empty_side(string symbol, int count)
    {
        var quotes = _asx.QuotesOf(symbol);

        Assert.Equal(count, quotes.Count);
        Assert.Equal(5, quotes.Count(quote => quote.BidSize.Units == 0 || quote.AskSize.Units == 0));
    }

    [Theory]
    [InlineData("7078", "BHP")]
    [InlineData("7458", "RIO")]
    [InlineData("7181", "DVN")]
    [InlineData("3153", "MWR")]
    public void Every_row_is_what_a_plain_reader_reads(string company, string symbol)
    {
        var trades = Rows("trades", company).Zip(_asx.TradesOf(symbol)).ToList();
        foreach (var (row, trade) in trades)
        {
            Assert.Equal(TimeOf(row), trade.Header.VenueTime.ToDateTime());
            Assert.Equal(UnitsOf(row[2]), trade.Price.Units);
            Assert.Equal(UnitsOf(row[3]), trade.Quantity.Units);
            Assert.Equal(uint.Parse(row[4], CultureInfo.InvariantCulture), trade.Header.Conditions);
            Assert.Equal(row[5] == "X", !trade.IsPriced);
        }

        foreach (var (row, quote) in Rows("quotes", company).Zip(_asx.QuotesOf(symbol)))
        {
            Assert.Equal(TimeOf(row), quote.Header.VenueTime.ToDateTime());
            Assert.Equal((UnitsOf(row[2]), UnitsOf(row[3])), (quote.Bid.Units, quote.Ask.Units));
            Assert.Equal((UnitsOf(row[4]), UnitsOf(row[5])), (quote.BidSize.Units, quote.AskSize.Units));
        }
    }

    [Fact]
    public void Rows_are_numbered_from_one_in_each_file()
    {
        foreach (var file in _asx.Events.GroupBy(taped => taped.Header.Source))
            Assert.Equal(Enumerable.Range(1, file.Count()), file.Select(row => (int)row.Header.Native));
    }

    [Fact]
    public void The_files_are_merged_by_time()
    {
        var times = _asx.Events.Select(taped => taped.Header.VenueTime).ToList();

        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void Instruments_have_their_names_currency_and_zone()
    {
        var bhp = _asx.Rig.Instruments.Find("ASX:BHP")!;

        Assert.Equal(("BHP BILLITON LTD", "AUD"), (bhp.Name, bhp.Currency));
        Assert.Equal("Australia/Sydney", bhp.Venue.TimeZone);
        Assert.False(bhp.IsSynthetic);
        Assert.Equal(4, _asx.Rig.Instruments.Count);
    }

    [Fact]
    public void The_load_counts_all_rows_and_finds_none_bad()
    {
        var progress = _asx.Progress;

        Assert.Equal((370_174, 0, 0), (progress.Rows, progress.BadRows, progress.Duplicates));
        Assert.Equal(progress.BytesTotal, progress.BytesRead);
        Assert.True(progress.IsDone);
        Assert.False(Directory.Exists(_asx.Rig.DeadLetters));
    }

    private static IEnumerable<string[]> Rows(string kind, string company)
    {
        using var file = File.OpenRead(Checkout.PathOf($"samples/asx/{kind}/{company}.csv.gz"));
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (text.ReadLine() is { } line)
            yield return line.Split(',');
    }

    // The week lies in Sydney's summer: eleven hours before UTC.
    private static DateTimeOffset TimeOf(string[] row) => DateTimeOffset.ParseExact(
        $"{row[0]} {row[1]} +11:00", "MM/dd/yyyy HH:mm:ss.fff zzz", CultureInfo.InvariantCulture);

    private static long UnitsOf(string number) =>
        (long)(decimal.Parse(number, CultureInfo.InvariantCulture) * Price.UnitsPerOne);
}
