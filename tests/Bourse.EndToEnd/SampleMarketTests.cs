using System.Globalization;
using System.Text.Json;

namespace Bourse.EndToEnd;

/// <summary>What a new user gets: the ASX sample, whole, beside a synthetic market that says so.</summary>
public sealed class SampleMarketTests : IDisposable
{
    private readonly DataFolder _data = new();
    private readonly Server _server;

    public SampleMarketTests() => _server = Server.Start(_data.Path).WaitReady();

    public static TheoryData<string, string, int, long> Companies => new()
    {
        { "BHP", "7078", 91_631, 37_266_035 },
        { "RIO", "7458", 108_671, 16_359_810 },
        { "DVN", "7181", 232, 449_097 },
        { "MWR", "3153", 11, 32_267 },
    };

    public void Dispose()
    {
        _server.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Pages_hold_every_trade_of_the_files_once_and_day_bars_agree_with_a_plain_recomputation()
    {
        foreach (var (symbol, id, count, volume) in Companies.Select(row => row.Data))
        {
            var expected = SampleArchive.Trades(id);
            var trades = await PagesAsync($"/api/v1/stocks/{symbol}/trades?limit=10000", "trades");
            Assert.Equal(count, trades.Count);
            Assert.Equal(volume, trades.Sum(trade => trade.GetProperty("size").GetDecimal()));
            Assert.Equal(
                expected.Select(print => (print.Time, print.Price, (decimal)print.Size)),
                trades.Select(trade => (TimeOf(trade), Decimal(trade, "price"), Decimal(trade, "size"))));
            await CompareDaysAsync(symbol, expected);
        }
    }

    [Fact]
    public async Task Everything_synthetic_says_so()
    {
        var found = await _server.GetAsync("/api/v1/stocks/search?q=NOVA");
        Assert.Contains("\"synthetic\":true", found.ToString(), StringComparison.Ordinal);
        await WaitForAsync("/api/v1/stocks/NOVA/trades", answer => answer.GetProperty("trades").GetArrayLength() > 0);
        var trades = (await _server.GetAsync("/api/v1/stocks/NOVA/trades")).GetProperty("trades");
        Assert.All(trades.EnumerateArray(), trade => Assert.True(trade.GetProperty("synthetic").GetBoolean()));
        Assert.Contains("SYNTHETIC", _server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_up_and_metrics_count_what_was_loaded()
    {
        Assert.Equal("up", (await _server.GetAsync("/health")).GetProperty("status").GetString());
        var metrics = await _server.Http.GetStringAsync(
            new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("bourse_feed_published_total{feed=\"asx-sample\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("bourse_tape_writable 1", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_server_on_the_same_data_is_refused_and_a_stop_is_orderly()
    {
        var second = BourseProgram.Run("serve", "--data", _data.Path, "--port", "0");
        Assert.Equal(1, second.ExitCode);
        Assert.Contains(
            _server.ProcessId.ToString(CultureInfo.InvariantCulture), second.Error, StringComparison.Ordinal);

        var (exitCode, took) = _server.Terminate();
        Assert.Equal(0, exitCode);
        Assert.True(took < TimeSpan.FromSeconds(5), $"It took {took} to stop.");
        Assert.Contains("Stopped.", _server.Output, StringComparison.Ordinal);
        Assert.Contains("Sound.", BourseProgram.Run("journal", "verify", _data.Tape).Output, StringComparison.Ordinal);
    }

    // OHLC and VWAP count trades that are not marked X; volume and the number of trades count all.
    private async Task CompareDaysAsync(string symbol, List<SampleArchive.Print> prints)
    {
        var bars = await PagesAsync($"/api/v1/stocks/{symbol}/bars?interval=1d", "bars");
        var days = prints.GroupBy(print => print.Day).OrderBy(day => day.Key).ToList();
        Assert.Equal(days.Count, bars.Count);
        foreach (var (day, bar) in days.Zip(bars))
        {
            var priced = day.Where(print => print.IsPriced).ToList();
            var vwap = priced.Sum(print => print.Price * print.Size) / priced.Sum(print => print.Size);
            Assert.Equal(new DateTime(day.Key, TimeOnly.MinValue).AddHours(-11), TimeOf(bar));
            Assert.Equal(priced[0].Price, Decimal(bar, "open"));
            Assert.Equal(priced.Max(print => print.Price), Decimal(bar, "high"));
            Assert.Equal(priced.Min(print => print.Price), Decimal(bar, "low"));
            Assert.Equal(priced[^1].Price, Decimal(bar, "close"));
            Assert.Equal(day.Sum(print => print.Size), Decimal(bar, "volume"));
            Assert.Equal(day.Count(), Decimal(bar, "trades"));
            Assert.Equal(Math.Round(vwap, 8, MidpointRounding.AwayFromZero), Decimal(bar, "vwap"));
        }
    }

    private async Task<List<JsonElement>> PagesAsync(string path, string rows)
    {
        var all = new List<JsonElement>();
        for (var cursor = ""; ;)
        {
            var page = await _server.GetAsync(path + cursor);
            all.AddRange(page.GetProperty(rows).EnumerateArray());
            if (page.GetProperty("next_cursor").GetString() is not { } next)
                return all;
            cursor = $"&cursor={next}";
        }
    }

    private async Task WaitForAsync(string path, Func<JsonElement, bool> isThere)
    {
        for (var i = 0; i < 500 && !isThere(await _server.GetAsync(path)); i++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    private static decimal Decimal(JsonElement element, string name) => element.GetProperty(name).GetDecimal();

    private static DateTime TimeOf(JsonElement element) =>
        DateTime.Parse(element.GetProperty("time").GetString()!, CultureInfo.InvariantCulture).ToUniversalTime();
}
