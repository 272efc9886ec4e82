using System.Text;
using Bourse.Feeds.Registry;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Registry;

public sealed class RegistryReaderTests
{
    private static readonly string[] Protocols =
        ["alpaca", "binance", "binance-futures", "coinbase", "kraken"];

    // What a mistake replaces stands on a line of its own: the number is counted here.
    private const string Whole = """
        {
          // Comments are welcome.
          "venues": {
            "KRAKEN": {
              "name": "Kraken",
              "protocol": "kraken",
              "enabled": true,
              "socket": "wss://ws.kraken.com/v2",
              "rest": "https://api.kraken.com",
              "time_zone": "Europe/London",
              "channels": ["trades", "book"],
              "depth": 25,
              "symbols": [
                "BTC-USD",
                { "symbol": "ETH-USD",
                  "name": "XETH/USD",
                  "tick": "0.01",
                  "lot": 0.0001 },
              ],
            },
            "BINANCE-US": { "protocol": "coinbase", "socket": "ws://127.0.0.1:9443/stream", "aggregate_trades": true, "symbols": [] }
          }
        }
        """;

    private static RegistryReading Read(string json) => RegistryReader.Read(Encoding.UTF8.GetBytes(json), Protocols);

    [Fact]
    public void A_file_without_mistakes_gives_its_venues_in_their_order()
    {
        var registry = Read(Whole).Registry!;

        Assert.Equal(["KRAKEN", "BINANCE-US"], registry.Venues.Select(venue => venue.Code));
        var kraken = registry.Venues[0];
        Assert.Equal(
            ("Kraken", "kraken", true, new Uri("wss://ws.kraken.com/v2"), new Uri("https://api.kraken.com"), 25),
            (kraken.Name, kraken.Protocol, kraken.IsEnabled, kraken.Socket, kraken.Rest, kraken.BookDepth));
        Assert.Equal(("Europe/London", VenueChannels.Trades | VenueChannels.Book), (kraken.TimeZone, kraken.Channels));
        Assert.Equal(
            [
                new VenueSymbol("BTC-USD"),
                new VenueSymbol("ETH-USD", "XETH/USD", Price.Parse("0.01"), Quantity.Parse("0.0001")),
            ],
            kraken.Symbols);
    }

    [Fact]
    public void What_a_venue_does_not_say_is_as_usual()
    {
        var venue = Read(Whole).Registry!.Find("BINANCE-US")!;

        Assert.Equal(("BINANCE-US", true, null, "Etc/UTC"), (venue.Name, venue.IsEnabled, venue.Rest, venue.TimeZone));
        Assert.Equal((VenueChannels.Usual, 0, true), (venue.Channels, venue.BookDepth, venue.AggregateTrades));
        Assert.False(Read(Whole).Registry!.Find("KRAKEN")!.AggregateTrades);
        Assert.Empty(venue.Symbols);
    }

    [Fact]
    public void The_file_that_comes_with_the_program_is_right()
    {
        var reading = RegistryReader.Read(File.ReadAllBytes(Checkout.PathOf("config/venues.json")));

        Assert.Equal("", reading.Reason);
        Assert.Equal(
            ["KRAKEN", "COINBASE", "BINANCE", "BINANCE-US", "BINANCE-FUTURES", "ALPACA"],
            reading.Registry!.Venues.Select(venue => venue.Code));
        Assert.Equal(["ALPACA"], reading.Registry.Venues.Where(venue => !venue.IsEnabled).Select(venue => venue.Code));
    }

    [Theory]
    [InlineData("\"enabled\": true,", "\"enabled\" true,", 7, "'t' is invalid after a property name. Expected a ':'.")]
    [InlineData("\"name\": \"Kraken\",", "\"name\": \"Kraken\"", 6, "'\"' is invalid after a value. Expected either ',', '}', or ']'.")]
    [InlineData("\"venues\": {", "\"venues\": [", 3, "'venues' is to be an object")]
    [InlineData("\"venues\": {", "\"venue\": {", 1, "'venues' is missing")]
    [InlineData("\"venues\": {", "\"version\": 3, \"venues\": {", 3, "there is no member 'version': a registry has 'venues'")]
    [InlineData("\"KRAKEN\": {", "\"Kraken\": {", 4, "'Kraken' is not a venue's code: 1 to 16 of A-Z, 0-9 and -, a letter first")]
    [InlineData("\"KRAKEN\": {", "\"BOURSE\": {", 4, "'BOURSE' is our own exchange")]
    [InlineData("\"KRAKEN\": {", "\"ZERO\": 0, \"KRAKEN\": {", 4, "ZERO is to be an object")]
    [InlineData("\"BINANCE-US\"", "\"KRAKEN\"", 21, "venue 'KRAKEN' is given twice")]
    [InlineData("\"name\": \"Kraken\"", "\"name\": \"\"", 5, "KRAKEN: 'name': a name has 1 to 255 bytes")]
    [InlineData("\"name\": \"Kraken\"", "\"name\": null", 5, "KRAKEN: 'name' is to be a text in quotes")]
    [InlineData("\"name\": \"Kraken\"", "\"name\": \"\\ud800\"", 5, "KRAKEN: 'name' is to be a text in quotes")]
    [InlineData("\"protocol\": \"kraken\",", "", 4, "KRAKEN: 'protocol' is missing")]
    [InlineData("\"protocol\": \"kraken\"", "\"protocol\": \"kraken-v9\"", 6,
        "KRAKEN: 'protocol': there is no protocol 'kraken-v9'; there are alpaca, binance, binance-futures, coinbase, kraken")]
    [InlineData("\"enabled\": true", "\"enabled\": \"yes\"", 7, "KRAKEN: 'enabled' is to be true or false")]
    [InlineData("\"enabled\": true", "\"enbaled\": true", 7,
        "KRAKEN: there is no member 'enbaled': a venue has name, protocol, enabled, socket, rest, time_zone, channels, depth, "
        + "aggregate_trades and symbols")]
    [InlineData("\"enabled\": true", "\"depth\": 10", 12, "KRAKEN: 'depth' is given twice")]
    [InlineData("\"socket\": \"wss:", "\"socket\": \"https:", 8,
        "KRAKEN: 'socket': 'https://ws.kraken.com/v2' is not an address that begins with ws:// or wss://")]
    [InlineData("\"socket\": \"wss://ws.kraken.com/v2\",", "", 4, "KRAKEN: 'socket' is missing")]
    [InlineData("\"https://api.kraken.com\"", "\"api.kraken.com\"", 9,
        "KRAKEN: 'rest': 'api.kraken.com' is not an address that begins with http:// or https://")]
    [InlineData("Europe/London", "Europe/Londinium", 10,
        "KRAKEN: 'time_zone': this machine knows no time zone 'Europe/Londinium'")]
    [InlineData("[\"trades\", \"book\"]", "\"trades\"", 11, "KRAKEN: 'channels' is to be a list")]
    [InlineData("[\"trades\", \"book\"]", "[]", 11, "KRAKEN: 'channels' names no channel")]
    [InlineData("[\"trades\", \"book\"]", "[\"trades\", \"level3\"]", 11,
        "KRAKEN: 'channels': there is no channel 'level3'; there are trades, quotes, book and bars")]
    [InlineData("\"depth\": 25", "\"depth\": 2.5", 12, "KRAKEN: 'depth' is to be a whole number, 0 to 5000")]
    [InlineData("\"depth\": 25", "\"depth\": 5001", 12, "KRAKEN: 'depth' is to be a whole number, 0 to 5000")]
    [InlineData("\"depth\": 25", "\"depth\": -1", 12, "KRAKEN: 'depth' is to be a whole number, 0 to 5000")]
    [InlineData("\"BTC-USD\",", "\"btc-usd\",", 14, "KRAKEN: 'btc-usd' is not a symbol: 1 to 32 of A-Z, 0-9, . _ and -")]
    [InlineData("\"BTC-USD\",", "\"BTC/USD\",", 14,
        "KRAKEN: 'BTC/USD' is not a symbol: 1 to 32 of A-Z, 0-9, . _ and -; it is written BTC-USD here, and the venue's own "
        + "name goes into 'name'")]
    [InlineData("\"BTC-USD\",", "17,", 14, "KRAKEN: a symbol is a text in quotes or an object")]
    [InlineData("\"BTC-USD\",", "\"ETH-USD\",", 15, "KRAKEN: symbol ETH-USD, or its name on the venue, is there twice")]
    [InlineData("\"BTC-USD\",", "{ \"symbol\": \"BTC-USD\", \"name\": \"XETH/USD\" },", 15,
        "KRAKEN: symbol ETH-USD, or its name on the venue, is there twice")]
    [InlineData("{ \"symbol\": \"ETH-USD\",", "{", 15, "KRAKEN: a symbol's 'symbol' is missing")]
    [InlineData("\"name\": \"XETH/USD\"", "\"name\": \"XETH \\\"\"", 16,
        "KRAKEN: 'XETH \"' is not a venue's name of an instrument: 1 to 64 letters, digits and signs")]
    [InlineData("\"tick\": \"0.01\"", "\"size\": \"0.01\"", 17,
        "KRAKEN: there is no member 'size': a symbol has symbol, name, tick and lot")]
    [InlineData("\"0.01\"", "\"0.01.\"", 17, "KRAKEN: 'tick' cannot be held: it is not a number in plain digits")]
    [InlineData("\"0.01\"", "0.000000001", 17, "KRAKEN: 'tick' cannot be held: it has more than 8 decimals")]
    [InlineData("\"0.01\"", "1e30", 17, "KRAKEN: 'tick' cannot be held: it is larger than 92,233,720,368")]
    [InlineData("\"0.01\"", "-0.01", 17, "KRAKEN: 'tick' is to be more than 0")]
    [InlineData("\"0.01\"", "[]", 17, "KRAKEN: 'tick' is to be a number")]
    [InlineData("\"lot\": 0.0001", "\"lot\": 0", 18, "KRAKEN: 'lot' is to be more than 0")]
    public void A_mistake_is_told_with_its_line_and_what_would_be_right(string right, string wrong, int line, string reason)
    {
        Assert.Contains(right, Whole, StringComparison.Ordinal);

        var reading = Read(Whole.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Null(reading.Registry);
        Assert.Contains(new RegistryFault(line, reason), reading.Faults);
    }

    [Fact]
    public void Every_mistake_is_told_in_the_order_of_lines()
    {
        var reading = Read(Whole
            .Replace("\"depth\": 25", "\"depth\": \"deep\"", StringComparison.Ordinal)
            .Replace("\"BTC-USD\"", "\"BTC USD\"", StringComparison.Ordinal)
            .Replace("\"protocol\": \"kraken\",", "", StringComparison.Ordinal)
            .Replace("\"lot\"", "\"lots\"", StringComparison.Ordinal)
            .Replace("\"symbols\": [] }", "\"symbols\": [] ]", StringComparison.Ordinal));

        Assert.Equal([4, 12, 14, 18, 21], reading.Faults.Select(fault => fault.Line));
        Assert.StartsWith("line 4: KRAKEN: 'protocol' is missing; line 12: ", reading.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("\n\n{\"venues\": {", 3)]
    [InlineData("[]", 1)]
    [InlineData("{\"venues\": {}}\n{}", 2)]
    [InlineData("{\"venues\": {\n\"A\": [[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}}", 2)]
    public void What_is_no_registry_at_all_is_refused(string text, int line) =>
        Assert.Equal([line], Read(text).Faults.Select(fault => fault.Line).Distinct());

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Whatever_is_done_to_a_file_is_told_and_never_a_fault_of_the_reader(int seed)
    {
        var chance = new Chance((ulong)seed);
        byte[] alphabet = [.. "{}[]\",:/*\\ \n0e-ax"u8, 0, 0xFF];
        for (var round = 0; round < 3_000; round++)
        {
            var file = Encoding.UTF8.GetBytes(Whole);
            for (var change = 0; change < 1 + (round % 4); change++)
                file[chance.Next(file.Length)] = alphabet[chance.Next(alphabet.Length)];
            var cut = file.AsSpan(0, round % 5 == 0 ? chance.Next(file.Length) : file.Length);

            var reading = RegistryReader.Read(cut, Protocols);

            Assert.Equal(reading.Registry is null, reading.Faults.Count > 0);
            Assert.All(reading.Faults, fault => Assert.InRange(fault.Line, 1, 30));
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_where_they_are()
    {
        var fault = Assert.Single(RegistryReader.Read([.. "{\n\n"u8, 0xFF, .. "}"u8], Protocols).Faults);

        Assert.Equal("line 3: the file is not UTF-8 from here on", fault.ToString());
    }

    [Fact]
    public void What_is_too_much_is_refused()
    {
        var venue = """{ "protocol": "kraken", "socket": "ws://a", "symbols": [] }""";
        var venues = string.Join(",\n", Enumerable.Range(0, 65).Select(i => $"\"V{i}\": {venue}"));
        var symbols = string.Join(",\n", Enumerable.Range(0, 1001).Select(i => $"\"S{i}\""));
        var mistakes = string.Join(",\n", Enumerable.Range(0, 200).Select(i => $"\"V{i}\": 0"));

        Assert.Equal("line 65: there are more than 64 venues", Read($$"""{"venues": { {{venues}} } }""").Reason);
        Assert.Equal(
            "line 1001: V: there are more than 1000 symbols",
            Read($$"""{"venues": { "V": {{venue.Replace("[]", $"[{symbols}]", StringComparison.Ordinal)}} } }""").Reason);
        Assert.Equal(
            "line 1: the file is longer than 1048576 bytes",
            RegistryReader.Read(new byte[RegistryReader.BytesMax + 1], Protocols).Reason);
        Assert.Equal(RegistryReader.FaultsMax, Read($$"""{"venues": { {{mistakes}} } }""").Faults.Count);
    }
}
