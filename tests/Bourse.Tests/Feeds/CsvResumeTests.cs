using Bourse.Feeds;
using Bourse.Feeds.Csv;
using Bourse.Market;

namespace Bourse.Tests.Feeds;

public sealed class CsvResumeTests : IDisposable
{
    private const int Rows = 24;
    private readonly FeedRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_load_that_ended_at_any_row_goes_on_with_the_next_and_buries_each_bad_row_once()
    {
        var rows = RowsWithBadOnes();
        using var whole = new FeedRig();
        whole.Run(Asx(whole, string.Concat(rows)));
        var expected = whole.Trades();
        Assert.Equal(Rows - 6, expected.Count);

        for (var loaded = 1; loaded < Rows; loaded++)
        {
            using var rig = new FeedRig();
            rig.Run(Asx(rig, string.Concat(rows.Take(loaded))));
            var rest = Asx(rig, string.Concat(rows));
            rig.Run(rest);

            Assert.Equal(expected.Select(WithoutReceipt), rig.Trades().Select(WithoutReceipt));
            Assert.Equal(DeadLettersOf(whole), DeadLettersOf(rig));
            Assert.Equal((Rows, 6), (rest.Progress.Rows, rest.Progress.BadRows));
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20_000)]
    [InlineData(80_000)]
    public void A_load_that_is_stopped_goes_on_to_the_same_trades(int stopAfter)
    {
        var bhp = AsxArchive.Files(Checkout.PathOf("samples/asx")).Single(
            file => file is { Symbol: "BHP", Profile: "asx-trades" });
        Assert.Throws<OperationCanceledException>(() => _rig.Run(Feed(_rig, bhp), stopAfter));
        var before = _rig.Trades().Count;
        var rest = Feed(_rig, bhp);
        _rig.Run(rest);
        var trades = _rig.Trades();

        Assert.InRange(before, stopAfter - 10, stopAfter + 2_000);
        Assert.Equal(before, rest.Progress.Duplicates);
        Assert.Equal(Enumerable.Range(1, 91_631).Select(row => (long)row), trades.Select(trade => trade.Header.Native));
        Assert.Equal(37_266_035 * Quantity.UnitsPerOne, trades.Sum(trade => trade.Quantity.Units));
    }

    [Fact]
    public void A_file_loaded_again_adds_nothing()
    {
        var text = string.Concat(RowsWithBadOnes());
        _rig.Run(Asx(_rig, text));
        var trades = _rig.Trades().Count;
        var again = Asx(_rig, text);
        _rig.Run(again);

        Assert.Equal(trades, _rig.Trades().Count);
        Assert.Equal((Rows, 6), (again.Progress.Rows, again.Progress.BadRows));
    }

    [Fact]
    public void A_file_that_begins_alike_but_differs_at_the_position_is_refused()
    {
        _rig.Run(Asx(_rig, Row(1) + Row(2) + Row(3)));
        var error = Refuse(Row(1) + Row(2) + Row(4) + Row(5));

        Assert.Contains("row 3 is another one on the tape", error, StringComparison.Ordinal);
        Assert.Equal(3, _rig.Trades().Count);
    }

    [Fact]
    public void A_file_whose_known_row_is_bad_now_is_refused()
    {
        _rig.Run(Asx(_rig, Row(1) + Row(2) + Row(3)));

        Assert.Contains("row 3 was read before", Refuse(Row(1) + Row(2) + "x\n" + Row(4)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_became_shorter_is_refused()
    {
        _rig.Run(Asx(_rig, Row(1) + Row(2) + Row(3)));

        Assert.Contains("it ends after 2 rows", Refuse(Row(1) + Row(2)), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_first_row_is_another_source()
    {
        _rig.Run(Asx(_rig, Row(1) + Row(2)));
        _rig.Run(Asx(_rig, Row(2) + Row(1)));

        Assert.Equal([1, 2, 1, 2], _rig.Trades().Select(trade => trade.Header.Native));
        Assert.Equal(2, _rig.Trades().Select(trade => trade.Header.Source).Distinct().Count());
    }

    [Fact]
    public void A_file_numbered_by_the_venue_goes_on_behind_the_last_id()
    {
        const string Header = "id,when,price,qty\n";
        const string First = "7,1394398634,1,1\n9,1394398635,2,1\n";
        const string Rest = "9,1394398636,2,1\n12,1394398637,3,1\n";
        var profile = _rig.Write("own.json", """
            {
              "name": "own", "kind": "trades", "currency": "USD", "has_header": true,
              "venue": { "number": 7, "code": "KRAKEN", "name": "Kraken", "time_zone": "UTC" },
              "time": { "column": "when", "format": "seconds" }, "id": "id", "price": "price", "size": "qty"
            }
            """);
        var file = new CsvFile { Path = _rig.Write("own.csv", Header + First), Profile = profile, Symbol = "BTC-USD" };
        _rig.Run(Feed(_rig, file));
        _rig.Write("own.csv", Header + First + Rest);
        var rest = Feed(_rig, file);
        _rig.Run(rest);

        Assert.Equal([7, 9, 12], _rig.Trades().Select(trade => trade.Header.Native));
        Assert.Equal((2, 1), (rest.Progress.Duplicates, rest.Progress.BadRows));
        Assert.Contains("does not rise", Assert.Single(DeadLettersOf(_rig)), StringComparison.Ordinal);
    }

    private static string Row(int row) => CsvLoadTests.AsxRow(row) + "\n";

    private static List<string> RowsWithBadOnes() =>
        [.. Enumerable.Range(1, Rows).Select(row => row % 4 == 0 ? $"bad \"row\" {row}\n" : Row(row))];

    private static Trade WithoutReceipt(Trade trade) =>
        trade with { Header = trade.Header with { ReceiveTime = default } };

    private static List<string> DeadLettersOf(FeedRig rig) =>
        [.. File.ReadAllLines(Directory.GetFiles(rig.DeadLetters).Single()).Skip(1)
            .Select(line => line.Replace(rig.Folder, "", StringComparison.Ordinal))];

    private static CsvFeed Asx(FeedRig rig, string text) =>
        Feed(rig, new CsvFile { Path = rig.Write("t.csv", text), Profile = "asx-trades", Symbol = "BHP" });

    private static CsvFeed Feed(FeedRig rig, CsvFile file) => new("load", [file], new CsvOptions(), rig.DeadLetters);

    private string Refuse(string text) =>
        Assert.Throws<FeedException>(() => _rig.Run(Asx(_rig, text))).Message;
}
