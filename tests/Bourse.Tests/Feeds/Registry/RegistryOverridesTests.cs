using System.Collections;
using Bourse.Feeds.Registry;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Registry;

public sealed class RegistryOverridesTests
{
    private static readonly VenueSymbol Ether = new("ETH-USD", "XETHZUSD", Price.Parse("0.01"));

    private static readonly VenueRegistry Registry = new(
    [
        new VenueOptions { Code = "BINANCE", Protocol = "coinbase", Socket = new Uri("wss://one/"), Symbols = [Ether] },
        new VenueOptions { Code = "BINANCE-US", Protocol = "coinbase", Socket = new Uri("wss://two/") },
    ]);

    private static RegistryOverrides Of(params (string Name, string Value)[] variables)
    {
        var environment = new Hashtable { ["PATH"] = "/bin", ["BOURSE__DATA"] = "x" };
        foreach (var (name, value) in variables)
            environment[name] = value;
        return RegistryOverrides.Of(environment);
    }

    [Fact]
    public void Without_variables_the_file_is_what_counts() =>
        Assert.Equal(Registry.Venues, Of().ApplyTo(Registry).Registry!.Venues);

    [Fact]
    public void Each_variable_changes_one_member_of_one_venue()
    {
        var venues = Of(
            ("BOURSE_VENUE_BINANCE_US_SOCKET", "ws://127.0.0.1:1/s"),
            ("BOURSE_VENUE_BINANCE_US_REST", "http://127.0.0.1:2"),
            ("BOURSE_VENUE_BINANCE_US_ENABLED", "false"),
            ("BOURSE_VENUE_BINANCE_US_DEPTH", "20"),
            ("BOURSE_VENUE_BINANCE_SYMBOLS", "BTC-USD, ETH-USD")).ApplyTo(Registry).Registry!.Venues;

        Assert.Equal(
            (new Uri("ws://127.0.0.1:1/s"), new Uri("http://127.0.0.1:2"), false, 20),
            (venues[1].Socket, venues[1].Rest, venues[1].IsEnabled, venues[1].BookDepth));
        Assert.Equal([new VenueSymbol("BTC-USD"), Ether], venues[0].Symbols);
        Assert.Equal(new Uri("wss://one/"), venues[0].Socket);
    }

    [Theory]
    [InlineData("BINANCE_SOCKET", "https://x", "'https://x' is not an address that begins with ws:// or wss://")]
    [InlineData("BINANCE_REST", "x", "'x' is not an address that begins with http:// or https://")]
    [InlineData("BINANCE_ENABLED", "1", "'1' is neither true nor false")]
    [InlineData("BINANCE_DEPTH", "-5", "'-5' is not a whole number, 0 to 5000")]
    [InlineData("BINANCE_SYMBOLS", "", "there are to be 1 to 1000 symbols, with commas between")]
    [InlineData("BINANCE_SYMBOLS", "A,A", "a symbol is there twice")]
    [InlineData("BINANCE_SYMBOLS", "A,b", "'b' is not a symbol: 1 to 32 of A-Z, 0-9, . _ and -")]
    [InlineData("KRAKEN_DEPTH", "5", "there is no venue KRAKEN; there are BINANCE, BINANCE-US")]
    [InlineData("BINANCE_COLOUR", "5", "there is no such setting of a venue; there are SOCKET, REST, ENABLED, SYMBOLS, DEPTH")]
    [InlineData("SOCKET", "5", "there is no such setting of a venue; there are SOCKET, REST, ENABLED, SYMBOLS, DEPTH")]
    public void A_bad_variable_is_named(string name, string value, string reason)
    {
        var reading = Of(("BOURSE_VENUE_" + name, value)).ApplyTo(Registry);

        Assert.Null(reading.Registry);
        Assert.Equal($"BOURSE_VENUE_{name}: {reason}", reading.Reason);
    }

    [Fact]
    public void It_is_known_which_variable_decides()
    {
        var overrides = Of(("BOURSE_VENUE_BINANCE_US_SYMBOLS", "A"));

        Assert.Equal("BOURSE_VENUE_BINANCE_US_SYMBOLS", overrides.VariableOf("BINANCE-US", "SYMBOLS"));
        Assert.Null(overrides.VariableOf("BINANCE-US", "ENABLED"));
    }
}
