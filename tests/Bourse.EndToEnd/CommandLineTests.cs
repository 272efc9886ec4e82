using System.Text.Json;

namespace Bourse.EndToEnd;

/// <summary>The command line as a person or a script meets it.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void A_load_without_a_server_writes_the_tape_itself_and_a_second_one_adds_nothing()
    {
        var first = Load("trades", "3153", "MWR");
        Assert.Contains("11 rows", first.Output, StringComparison.Ordinal);
        var second = Load("trades", "3153", "MWR");
        Assert.Contains("11 on the tape already", second.Output, StringComparison.Ordinal);
        Assert.Equal(11, Query("trades", "MWR").Count);
    }

    [Fact]
    public void A_load_beside_a_running_server_goes_through_it()
    {
        using var server = Server.Start(_data.Path, "--no-sample", "--no-synthetic").WaitReady();
        var loaded = Load("trades", "7181", "DVN");
        Assert.Equal((0, ""), (loaded.ExitCode, loaded.Error));
        Assert.Contains("232 rows", loaded.Output, StringComparison.Ordinal);
        Assert.Equal(232, Query("trades", "DVN").Count);
    }

    [Fact]
    public void Rows_can_be_had_as_json_csv_and_a_table()
    {
        Load("trades", "3153", "MWR");
        Load("quotes", "3153", "MWR");
        var trade = Query("trades", "MWR")[0];
        Assert.Equal("2014-03-10T02:50:38.849Z", trade.GetProperty("time").GetString());
        Assert.Equal(1.11m, trade.GetProperty("price").GetDecimal());
        Assert.Equal(60, Query("quotes", "MWR").Count);

        var csv = Run("query", "bars", "MWR", "--interval", "1d", "--output", "csv").Output.Split('\n');
        Assert.Equal("time,instrument,open,high,low,close,volume,vwap,trades", csv[0]);
        Assert.StartsWith("2014-03-09T13:00:00Z,ASX:MWR,1.11,", csv[1], StringComparison.Ordinal);
        Assert.Contains("ASX:MWR", Run("symbols").Output, StringComparison.Ordinal);
        Assert.Contains("2014-03-10", Run("stats", "MWR").Output, StringComparison.Ordinal);
        Assert.Contains("ASX:MWR", Run("summary").Output, StringComparison.Ordinal);
        Assert.Contains("1.11", Run("replay", "-s", "MWR").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Analytics_are_computed_from_the_tape_itself()
    {
        Load("trades", "3153", "MWR");
        Load("trades", "7181", "DVN");
        string[] at = ["--data", _data.Path, "--output", "csv"];
        var averages = Lines("query", "indicators", "MWR", "--period", "1", "--limit", "3", "--interval", "1d");
        var bars = Lines("query", "bars", "MWR", "--limit", "3", "--interval", "1d");
        Assert.Equal("time,instrument,sma", averages[0]);
        Assert.Equal(bars[1].Split(',')[0], averages[1].Split(',')[0]);
        Assert.Equal(bars[1].Split(',')[5], averages[1].Split(',')[2]);
        var newest = Lines("query", "indicators", "MWR", "--name", "bollinger", "--period", "2", "--limit", "1", "--desc");
        Assert.Equal(["time,instrument,middle,upper,lower", Lines("query", "bars", "MWR", "--desc", "--limit", "1")[1].Split(',')[0]],
            new[] { newest[0], newest[1].Split(',')[0] });

        var profile = Lines("query", "profile", "MWR", "--step", "0.05", "--from", "2014-03-01");
        Assert.Equal("instrument,price,volume,bought,sold,mark", profile[0]);
        Assert.Single(profile, line => line.EndsWith(",control", StringComparison.Ordinal));
        Assert.Matches(
            "^ASX:DVN,ASX:MWR,-?[0-9.]*,[0-9]+$", Lines("query", "correlation", "DVN", "MWR", "--interval", "1h")[1]);

        string[] Lines(params string[] arguments) =>
            BourseProgram.Run([.. arguments, .. at]) is { ExitCode: 0 } ended
                ? ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                : throw new InvalidOperationException(string.Join(' ', arguments));
    }

    [Fact]
    public void A_flipped_bit_is_found_and_named_and_the_server_does_not_start_on_it()
    {
        Load("trades", "7181", "DVN");
        var segment = Directory.GetFiles(_data.Tape, "*.seg").Single();
        FlipBit(segment, offset: 4_000);

        var verified = BourseProgram.Run("journal", "verify", _data.Tape);
        Assert.Equal(1, verified.ExitCode);
        Assert.Contains(segment, verified.Error, StringComparison.Ordinal);
        Assert.Contains("offset", verified.Error, StringComparison.Ordinal);
        var served = BourseProgram.Run("serve", "--data", _data.Path, "--port", "0", "--no-synthetic");
        Assert.Equal(1, served.ExitCode);
        Assert.Contains(segment, served.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_tape_ends_where_it_was_asked_to_and_loads_on_from_there()
    {
        Load("trades", "7181", "DVN");
        Assert.Equal(0, BourseProgram.Run("journal", "truncate", _data.Tape, "--after", "100").ExitCode);
        Assert.InRange(Query("trades", "DVN").Count, 90, 99);
        Load("trades", "7181", "DVN");
        Assert.Equal(232, Query("trades", "DVN").Count);
    }

    [Fact]
    public void Every_wrong_setting_is_named_at_once()
    {
        var refused = BourseProgram.Run(
            ["config", "--set", "Gateway:Port=99999", "--set", "Tape:Colour=red"],
            new Dictionary<string, string> { ["BOURSE__TICKS__MEMORYMEGABYTES"] = "lots" });
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("Gateway:Port", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Tape:Colour", refused.Error, StringComparison.Ordinal);
        Assert.Contains("MEMORYMEGABYTES", refused.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_setting_from_the_environment_is_in_force_and_the_command_line_wins()
    {
        var environment = new Dictionary<string, string> { ["BOURSE__GATEWAY__PORT"] = "8123" };
        Assert.Contains("8123", PortLine(BourseProgram.Run(["config"], environment)), StringComparison.Ordinal);
        Assert.Contains(
            "8124", PortLine(BourseProgram.Run(["config", "--set", "Gateway:Port=8124"], environment)), StringComparison.Ordinal);

        static string PortLine(BourseProgram.Finished config) =>
            config.Output.Split('\n').Single(line => line.Contains("Gateway:Port ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, "nonsense")]
    [InlineData(2, "query", "trades")]
    [InlineData(2, "query", "bars", "BHP", "--interval", "7m")]
    [InlineData(2, "query", "trades", "BHP", "--from", "yesterday")]
    [InlineData(2, "query", "indicators", "BHP", "--name", "luck")]
    [InlineData(2, "query", "indicators", "BHP", "--period", "0")]
    [InlineData(2, "query", "correlation", "BHP")]
    [InlineData(2, "bench", "matching", "--books", "0")]
    [InlineData(1, "query", "trades", "BHP", "--data", "/nonexistent")]
    [InlineData(1, "journal", "verify", "/nonexistent")]
    [InlineData(1, "load", "/nonexistent.csv", "--profile", "asx-trades", "--symbol", "BHP")]
    public void Misuse_and_failure_end_with_their_codes_and_a_plain_sentence(int exitCode, params string[] arguments)
    {
        var ended = arguments[0] == "load"
            ? BourseProgram.Run([.. arguments, "--data", _data.Path])
            : BourseProgram.Run(arguments);
        Assert.Equal(exitCode, ended.ExitCode);
        Assert.StartsWith("bourse: ", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    private static void FlipBit(string path, int offset)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = offset;
        var value = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(value ^ 16));
    }

    private BourseProgram.Finished Load(string kind, string companyId, string symbol) => BourseProgram.Run(
        "load", Path.Combine(SampleArchive.Folder, kind, companyId + ".csv.gz"), "--profile", $"asx-{kind}",
        "--symbol", symbol, "--data", _data.Path);

    private BourseProgram.Finished Run(params string[] arguments)
    {
        var ended = BourseProgram.Run([.. arguments, "--data", _data.Path]);
        Assert.True(ended.ExitCode == 0, ended.Error);
        return ended;
    }

    private List<JsonElement> Query(string kind, string symbol) =>
    [
        .. JsonSerializer.Deserialize<JsonElement>(
            Run("query", kind, symbol, "--limit", "0", "--output", "json").Output).EnumerateArray(),
    ];
}
