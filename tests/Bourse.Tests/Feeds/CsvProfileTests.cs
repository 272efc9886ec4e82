using Bourse.Feeds;
using Bourse.Feeds.Csv;

namespace Bourse.Tests.Feeds;

public sealed class CsvProfileTests : IDisposable
{
    private const string Whole = """
        {
          // Comments are welcome.
          "name": "kraken-trades",
          "kind": "trades",
          "venue": { "number": 7, "code": "KRAKEN", "name": "Kraken", "time_zone": "UTC" },
          "currency": "USD",
          "delimiter": "\t",
          "has_header": true,
          "time": { "column": "when", "format": "iso" },
          "symbol": "pair",
          "id": "trade_id",
          "price": "price",
          "size": "qty",
          "side": { "column": "side", "buy": ["b", "buy"], "sell": ["s", "sell"] },
        }
        """;

    private readonly FeedRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void The_profiles_that_come_with_the_program_can_be_used()
    {
        Assert.Equal(["asx-quotes", "asx-trades"], CsvProfiles.Names);
        foreach (var name in CsvProfiles.Names)
            Assert.Equal(name, CsvProfiles.Open(name).Name);
    }

    [Fact]
    public void The_documents_example_can_be_used()
    {
        var document = File.ReadAllText(Checkout.PathOf("docs/formats/csv-profiles.md"));
        var example = document.Split("```json")[1].Split("```")[0];

        Assert.Equal(CsvKind.Trades, Open(example).Kind);
    }

    [Fact]
    public void A_users_own_profile_is_read_by_its_path()
    {
        var profile = Open(Whole);

        Assert.Equal(("kraken-trades", CsvKind.Trades, "\t"), (profile.Name, profile.Kind, profile.Delimiter));
        Assert.Equal(("trade_id", "qty"), (profile.Id!.Name, profile.Size!.Name));
        Assert.Equal(["b", "buy"], profile.Side!.Buy);
    }

    [Theory]
    [InlineData("\"kind\": \"trades\"", "\"kind\": \"candles\"", "kind")]
    [InlineData("\"kind\": \"trades\",", "", "kind")]
    [InlineData("\"price\": \"price\"", "\"pirce\": \"price\"", "pirce")]
    [InlineData("\"price\": \"price\"", "\"price\": 0", "a column is a number from 1")]
    [InlineData("\"price\": \"price\",", "", "price is missing")]
    [InlineData("\"has_header\": true,", "", "'when' is named, but the files have no header")]
    [InlineData("\"KRAKEN\"", "\"kraken\"", "venue code 'kraken'")]
    [InlineData("\"time_zone\": \"UTC\"", "\"time_zone\": \"Mars/Base\"", "Mars/Base")]
    [InlineData("\"iso\"", "\"HH:mm\"", "'HH:mm'")]
    [InlineData("\\t", "ab", "delimiter 'ab'")]
    [InlineData("\"number\": 7", "\"number\": 0", "venue number 0")]
    [InlineData("kraken-trades", "Kraken Trades", "name 'Kraken Trades'")]
    public void What_is_wrong_is_named(string part, string with, string named) =>
        Assert.Contains(named, Refuse(Whole.Replace(part, with, StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var error = Refuse(Whole
            .Replace("\"price\": \"price\",", "", StringComparison.Ordinal)
            .Replace("\\t", "ab", StringComparison.Ordinal)
            .Replace("\"number\": 7", "\"number\": 0", StringComparison.Ordinal));

        Assert.Contains("price is missing", error, StringComparison.Ordinal);
        Assert.Contains("delimiter", error, StringComparison.Ordinal);
        Assert.Contains("venue number", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "asx-quotes, asx-trades")]
    [InlineData("/nowhere/at-all.json", "/nowhere/at-all.json")]
    public void A_profile_that_is_not_there_is_refused_with_what_there_is(string name, string named) =>
        Assert.Contains(
            named, Assert.Throws<FeedException>(() => CsvProfiles.Open(name)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("asx-trades", "", "needs a symbol")]
    [InlineData("asx-trades", "bhp", "needs a symbol")]
    public void A_file_without_a_symbol_is_refused_before_it_is_opened(string profile, string symbol, string named)
    {
        var file = new CsvFile { Path = "/nowhere.csv", Profile = profile, Symbol = symbol };
        var error = Assert.Throws<FeedException>(() => new CsvFeed("load", [file], new CsvOptions(), _rig.DeadLetters));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private CsvProfile Open(string json) => CsvProfiles.Open(_rig.Write("profile.json", json));

    private string Refuse(string json) => Assert.Throws<FeedException>(() => Open(json)).Message;
}
