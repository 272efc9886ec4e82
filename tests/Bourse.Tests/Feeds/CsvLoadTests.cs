using System.IO.Compression;
using System.Text;
using Bourse.Feeds;
using Bourse.Feeds.Csv;
using Bourse.Market;

namespace Bourse.Tests.Feeds;

public sealed class CsvLoadTests : IDisposable
{
    private readonly FeedRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_users_own_profile_loads_symbols_sides_and_ids_from_their_columns()
    {
        var profile = _rig.Write("own.json", """
            {
              "name": "own", "kind": "trades", "currency": "USD", "delimiter": ";", "has_header": true,
              "venue": { "number": 7, "code": "KRAKEN", "name": "Kraken", "time_zone": "UTC" },
              "time": { "column": "when", "format": "iso" },
              "symbol": "pair", "id": "trade_id", "price": "price", "size": "qty",
              "side": { "column": "side", "buy": ["b"], "sell": ["s"] }
            }
            """);
        var file = _rig.Write("own.csv", "\ufeff\"pair\";trade_id;when;price;qty;side\n"
            + "BTC-USD;11;2026-01-01T00:00:00Z;90000.5;0.25;b\n"
            + "\"ETH-USD\";15;2026-01-01T00:00:01Z;3000;1;s\n"
            + "BTC-USD;16;2026-01-01T00:00:02Z;90001;1e-3;?");
        _rig.Run(Feed(new CsvFile { Path = file, Profile = profile }));
        var trades = _rig.Trades();

        Assert.Equal(["BTC-USD", "ETH-USD", "BTC-USD"], trades.Select(trade => SymbolOf(trade.Header)));
        Assert.Equal([11, 15, 16], trades.Select(trade => trade.Header.Native));
        Assert.Equal([Side.Buy, Side.Sell, Side.Unknown], trades.Select(trade => trade.Header.Side));
        Assert.Equal(["0.25", "1", "0.001"], trades.Select(trade => trade.Quantity.ToString()));
        Assert.Equal(2, _rig.Instruments.Count);
    }

    [Fact]
    public void A_header_without_a_named_column_is_refused_with_what_it_has()
    {
        var profile = _rig.Write("own.json", """
            {
              "name": "own", "kind": "trades", "currency": "USD", "has_header": true,
              "venue": { "number": 7, "code": "KRAKEN", "name": "Kraken", "time_zone": "UTC" },
              "time": { "column": "when", "format": "iso" }, "price": "price", "size": "qty"
            }
            """);
        var file = _rig.Write("own.csv", "when,price,volume\n2026-01-01T00:00:00Z,1,1\n");
        var error = Assert.Throws<FeedException>(
            () => _rig.Run(Feed(new CsvFile { Path = file, Profile = profile, Symbol = "BTC-USD" })));

        Assert.Contains("'qty' in the header: when, price, volume", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n", true)]
    [InlineData("\r\n", true)]
    [InlineData("\n", false)]
    [InlineData("\r\n\r\n\n", true)]
    public void Line_endings_blank_lines_and_a_missing_last_one_do_not_matter(string ending, bool isLastEnded)
    {
        var text = AsxRow(1) + ending + AsxRow(2) + ending + AsxRow(3) + (isLastEnded ? ending : "");
        _rig.Run(Asx(_rig.Write("t.csv", text)));

        Assert.Equal([1, 2, 3], _rig.Trades().Select(trade => trade.Header.Native));
    }

    [Fact]
    public void Gzip_is_known_by_its_bytes_and_holds_the_same_source()
    {
        var text = string.Concat(Enumerable.Range(1, 3).Select(row => AsxRow(row) + "\n"));
        var feed = Asx(_rig.Write("zipped.csv", Zip(text)));
        _rig.Run(feed);
        var again = Asx(_rig.Write("plain.csv", text));
        _rig.Run(again);

        Assert.Equal(3, _rig.Trades().Count);
        Assert.Equal((3, 0), (feed.Progress.Rows, feed.Progress.Duplicates));
        Assert.Equal((3, 3), (again.Progress.Rows, again.Progress.Duplicates));
    }

    [Fact]
    public void An_empty_file_and_one_of_a_header_only_load_nothing()
    {
        _rig.Run(Asx(_rig.Write("empty.csv", "")));

        Assert.Empty(_rig.Trades());
    }

    [Fact]
    public void A_file_that_is_missing_is_named_and_the_others_are_loaded()
    {
        var good = new CsvFile { Path = _rig.Write("t.csv", AsxRow(1)), Profile = "asx-trades", Symbol = "BHP" };
        var missing = good with { Path = Path.Combine(_rig.Folder, "missing.csv") };
        var error = Assert.Throws<FeedException>(() => _rig.Run(Feed(missing, good)));

        Assert.Contains("missing.csv", error.Message, StringComparison.Ordinal);
        Assert.Single(_rig.Trades());
        Assert.Contains(_rig.Events(), taped => taped.Type == MarketEventType.FeedStatus
            && FeedStatus.Read(taped.Payload) is { State: FeedState.Failed });
    }

    [Fact]
    public void More_files_than_a_feed_takes_are_refused()
    {
        var file = new CsvFile { Path = "t.csv", Profile = "asx-trades", Symbol = "BHP" };
        var options = new CsvOptions { FilesMax = 1 };

        Assert.Throws<FeedException>(() => new CsvFeed("load", [file, file], options, _rig.DeadLetters));
    }

    [Fact]
    public void A_quote_side_without_price_or_size_is_empty()
    {
        var text = "03/10/2014,05:43:45.676,37.7,0.0,300,0\n03/10/2014,05:43:45.676,,37.73,,600\n";
        _rig.Run(Feed(new CsvFile { Path = _rig.Write("q.csv", text), Profile = "asx-quotes", Symbol = "BHP" }));
        var quotes = _rig.Quotes();

        Assert.Equal((Price.Parse("37.7"), Quantity.Parse("300")), (quotes[0].Bid, quotes[0].BidSize));
        Assert.Equal((Price.Zero, Quantity.Zero), (quotes[0].Ask, quotes[0].AskSize));
        Assert.Equal((Price.Zero, Quantity.Zero), (quotes[1].Bid, quotes[1].BidSize));
    }

    [Fact]
    public void Reading_rows_allocates_nothing()
    {
        var path = Checkout.PathOf("samples/asx/trades/7078.csv.gz");
        using var lines = new CsvLines(path, 1 << 18, 4096);
        var symbols = new CsvSymbols(symbol => Define(symbol));
        var reader = new CsvRow(CsvProfiles.Open("asx-trades"), [], "BHP", new SourceId(1), symbols);
        var row = 0;
        Read(1_000);
        Assert.Equal(0, Allocation.LeastOf(5, () => Read(15_000)));

        void Read(int rows)
        {
            for (; rows > 0; rows--)
                if (lines.Read(out var line) != CsvLineState.Line
                    || reader.TryReadTrade(line, ++row, out _) is not null)
                    Assert.Fail($"Row {row} was not read.");
        }
    }

    internal static string AsxRow(int row) => $"03/10/2014,10:00:00.{row:000},36.{row:000},{row * 100},0,,";

    internal static byte[] Zip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    private static Instrument Define(string symbol) => new()
    {
        Id = new InstrumentId(1),
        Venue = CsvProfiles.Open("asx-trades").Venue,
        Symbol = symbol,
        Name = symbol,
        Currency = "AUD",
    };

    private string SymbolOf(in EventHeader header) => _rig.Instruments.Find(header.Instrument)!.Symbol;

    private CsvFeed Asx(string path) => Feed(new CsvFile { Path = path, Profile = "asx-trades", Symbol = "BHP" });

    private CsvFeed Feed(params CsvFile[] files) => new("load", files, new CsvOptions(), _rig.DeadLetters);
}
