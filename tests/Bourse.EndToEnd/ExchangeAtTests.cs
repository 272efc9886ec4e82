using System.Globalization;
using System.Text.Json;

namespace Bourse.EndToEnd;

/// <summary><c>bourse exchange at</c>, as somebody who asks what was meets it.</summary>
public sealed class ExchangeAtTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void An_earlier_moment_shows_the_earlier_state_beside_a_server_and_without_one()
    {
        long resting;
        string traded;
        using (var server = Server.Start(_data.Path, "--roles", "exchange,gateway", "--no-sample", "--no-synthetic").WaitReady())
        {
            Run("list", "XYZ-USD", "--base", "XYZ", "--quote", "USD");
            Run("open", "ann");
            Run("open", "bob");
            Run("deposit", "ann", "XYZ", "100");
            Run("deposit", "bob", "USD", "1000");
            resting = Parse(Run("submit", "ann", "XYZ-USD", "sell", "10", "--price", "99.5")).GetProperty("sequence").GetInt64();
            traded = Parse(Run("submit", "bob", "XYZ-USD", "buy", "4", "--price", "99.5")).GetProperty("time").GetString()!;
            CheckEarlier(resting);
        }

        CheckEarlier(resting);
        var later = At(traded, "--account", "bob");
        Assert.Equal(resting + 1, later.GetProperty("moment")[0].GetProperty("sequence").GetInt64());
        var usd = later.GetProperty("balances").EnumerateArray().Single(one => one.GetProperty("asset").GetString() == "USD");
        Assert.Equal(602m, usd.GetProperty("total").GetDecimal());
        Assert.Equal(398m, later.GetProperty("positions")[0].GetProperty("cost").GetDecimal());
        var summary = At(traded);
        Assert.Equal("continuous", summary.GetProperty("instruments")[0].GetProperty("phase").GetString());
        Assert.Equal(1, summary.GetProperty("instruments")[0].GetProperty("trades").GetInt32());
        var verified = Parse(Run("verify", "--output", "json")).GetProperty("exchange")[0];
        Assert.Equal(
            verified.GetProperty("state_hash").GetString(),
            summary.GetProperty("moment")[0].GetProperty("state_hash").GetString());
        var csv = Run("at", traded, "--book", "XYZ-USD", "--output", "csv");
        Assert.EndsWith("\n\nside,price,quantity,orders\nask,99.5,6,1\n", csv, StringComparison.Ordinal);
        Assert.Contains("balances", Run("at", traded, "--account", "bob"), StringComparison.Ordinal);
        CheckMistakes(traded);
    }

    private void CheckEarlier(long resting)
    {
        var earlier = At(resting.ToString(CultureInfo.InvariantCulture), "--account", "ann", "--book", "XYZ-USD");
        Assert.Equal(resting, earlier.GetProperty("moment")[0].GetProperty("sequence").GetInt64());
        var xyz = Assert.Single(earlier.GetProperty("balances").EnumerateArray());
        Assert.Equal((100m, 10m), (xyz.GetProperty("total").GetDecimal(), xyz.GetProperty("held").GetDecimal()));
        Assert.Empty(earlier.GetProperty("positions").EnumerateArray());
        Assert.Equal(10m, Assert.Single(earlier.GetProperty("orders").EnumerateArray()).GetProperty("open").GetDecimal());
        Assert.Equal(10m, Assert.Single(earlier.GetProperty("book").EnumerateArray()).GetProperty("quantity").GetDecimal());
    }

    private void CheckMistakes(string time)
    {
        Fails(1, "no sequence 1000", "1000");
        Fails(1, "nothing had happened by", "2001-01-01T00:00:00Z");
        Fails(1, "no account 'cat'", time, "--account", "cat");
        Fails(1, "no instrument 'ABC-USD'", time, "--book", "ABC-USD");
        Fails(2, "neither a sequence nor a time", "yesterday");
        Fails(2, "--depth", time, "--depth", "0");
        Fails(1, "no such folder", "1", "--data", _data.File("elsewhere"));
    }

    private void Fails(int exitCode, string why, params string[] arguments)
    {
        string[] data = arguments.Contains("--data") ? [] : ["--data", _data.Path];
        var ended = BourseProgram.Run(["exchange", "at", .. arguments, .. data]);
        Assert.Equal(exitCode, ended.ExitCode);
        Assert.Contains(why, ended.Error, StringComparison.Ordinal);
        Assert.Empty(ended.Output);
    }

    private JsonElement At(string moment, params string[] more) => Parse(Run(["at", moment, "--output", "json", .. more]));

    private string Run(params string[] arguments)
    {
        var ended = BourseProgram.Run(["exchange", .. arguments, "--data", _data.Path]);
        Assert.True(ended.ExitCode == 0, ended.Error);
        return ended.Output;
    }

    private static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
