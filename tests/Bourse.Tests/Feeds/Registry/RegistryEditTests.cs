using System.Text;
using Bourse.Feeds.Registry;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Registry;

public sealed class RegistryEditTests
{
    private const string Before = "{ \"venues\": { \"A\": { \"symbols\": [\"X\"], \"protocol\": \"p\", \"socket\": \"ws://a\" },\n\"B\": {";
    private const string After = " \"protocol\": \"p\", \"socket\": \"ws://b\" } } } // end";

    private static string File(string symbols) => $"{Before} \"symbols\": {symbols},{After}";

    private static string? Text(byte[]? utf8)
    {
        if (utf8 is null)
            return null;
        Assert.Equal("", RegistryReader.Read(utf8, ["p"]).Reason);
        return Encoding.UTF8.GetString(utf8);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Theory]
    [InlineData("[]", "[\"NEW\"]")]
    [InlineData("[ /* none */ ]", "[\"NEW\" /* none */ ]")]
    [InlineData("[\"C\"]", "[\"C\", \"NEW\"]")]
    [InlineData("[\"C\", ]", "[\"C\", \"NEW\", ]")]
    [InlineData("[\n  \"C\",\n  \"D\" // last\n]", "[\n  \"C\",\n  \"D\",\n  \"NEW\" // last\n]")]
    [InlineData("[{ \"lot\": 1, \"symbol\": \"C\" }]", "[{ \"lot\": 1, \"symbol\": \"C\" }, \"NEW\"]")]
    public void A_symbol_is_added_behind_the_others_and_nothing_else_changes(string symbols, string expected) =>
        Assert.Equal(File(expected), Text(RegistryEdit.Add(Bytes(File(symbols)), "B", new VenueSymbol("NEW"))));

    [Fact]
    public void What_is_said_of_a_symbol_is_written_with_it()
    {
        var symbol = new VenueSymbol("NEW", "XNEW/USD", Price.Parse("0.5"), Quantity.Parse("0.00000001"));

        var edited = RegistryEdit.Add(Bytes(File("[]")), "B", symbol);

        Assert.Equal(
            File("""[{ "symbol": "NEW", "name": "XNEW/USD", "tick": "0.5", "lot": "0.00000001" }]"""), Text(edited));
        Assert.Equal([symbol], RegistryReader.Read(edited, ["p"]).Registry!.Find("B")!.Symbols);
    }

    [Theory]
    [InlineData("[\"OLD\"]", "[]")]
    [InlineData("[\"OLD\",]", "[]")]
    [InlineData("[\"OLD\", \"C\"]", "[\"C\"]")]
    [InlineData("[\"C\", \"OLD\"]", "[\"C\"]")]
    [InlineData("[\"C\", \"OLD\",]", "[\"C\", ]")]
    [InlineData("[\n  \"C\",\n  \"OLD\",\n  \"D\"\n]", "[\n  \"C\",\n  \"D\"\n]")]
    [InlineData("[\"OLD\" /* was, once */, \"C\"]", "[\"C\"]")]
    [InlineData("[\"C\", // stays, too\n \"OLD\"]", "[\"C\" // stays, too\n ]")]
    [InlineData("[\"C\" // first, this\n, \"OLD\"]", "[\"C\" // first, this\n]")]
    [InlineData("[{ \"symbol\": \"OLD\", \"lot\": 1 }, \"C\"]", "[\"C\"]")]
    public void A_symbol_is_taken_out_and_nothing_else_changes(string symbols, string expected) =>
        Assert.Equal(File(expected), Text(RegistryEdit.Remove(Bytes(File(symbols)), "B", "OLD")));

    [Theory]
    [InlineData("{ \"protocol\"", "{ \"enabled\": false, \"protocol\"")]
    [InlineData("{\n    \"protocol\"", "{\n    \"enabled\": false,\n    \"protocol\"")]
    [InlineData("{ \"enabled\": true, \"protocol\"", "{ \"enabled\": false, \"protocol\"")]
    [InlineData("{ \"enabled\":false , \"protocol\"", "{ \"enabled\":false , \"protocol\"")]
    public void A_venue_is_switched_off_and_nothing_else_changes(string before, string expected)
    {
        const string Rest = ": \"p\", \"socket\": \"ws://b\", \"symbols\": [] } } }";

        Assert.Equal(
            "{ \"venues\": { \"B\": " + expected + Rest,
            Text(RegistryEdit.Enable(Bytes("{ \"venues\": { \"B\": " + before + Rest), "B", isEnabled: false)));
    }

    [Fact]
    public void What_is_not_there_cannot_be_changed()
    {
        var file = Bytes(File("[\"C\"]"));

        Assert.Null(RegistryEdit.Add(file, "C", new VenueSymbol("NEW")));
        Assert.Null(RegistryEdit.Remove(file, "A", "C"));
        Assert.Null(RegistryEdit.Enable(file, "C", isEnabled: true));
    }
}
