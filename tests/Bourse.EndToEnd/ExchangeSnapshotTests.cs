using System.Text.Json;

namespace Bourse.EndToEnd;

/// <summary>Snapshots of the exchange as an operator meets them: killed while one is written, backed up, restored.</summary>
public sealed class ExchangeSnapshotTests : IDisposable
{
    private const int KillsWanted = 3;
    private const int TriesMax = 30;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private static readonly string[] Roles =
    [
        "--roles", "exchange,gateway", "--no-sample", "--no-synthetic", "--set", "Exchange:Snapshots:EveryCommands=1",
    ];

    private readonly DataFolder _data = new();

    private string Snapshots => Path.Combine(_data.Path, "journal", "snapshots");

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Killed_while_a_snapshot_is_written_it_starts_and_every_snapshot_is_what_the_orders_make()
    {
        var caught = 0;
        for (var i = 0; i < TriesMax && caught < KillsWanted; i++)
        {
            using var server = Server.Start(_data.Path, Roles).WaitReady();
            var before = Whole().Max();
            Run(_data.Path, "open", $"account-{i}");
            Assert.True(SpinWait.SpinUntil(() => Unfinished().Length > 0 || Whole().Max() != before, LongestWait));
            server.Kill();
            caught += Unfinished().Length;
            Verify(_data.Path);
        }

        using (var last = Server.Start(_data.Path, Roles).WaitReady())
            Assert.Equal(0, last.Terminate().ExitCode);
        Assert.Empty(Unfinished());
        var verified = Verify(_data.Path);
        Assert.NotEmpty(verified.GetProperty("snapshots").EnumerateArray());
        Assert.Equal(0, verified.GetProperty("exchange")[0].GetProperty("missing_events").GetInt64());
    }

    [Fact]
    public async Task A_backup_of_a_running_server_is_restored_and_served()
    {
        var (backup, restored) = (_data.File("backup"), _data.File("restored"));
        using (var server = Server.Start(_data.Path, Roles).WaitReady())
        {
            Run(_data.Path, "list", "XYZ-USD", "--base", "XYZ", "--quote", "USD");
            Run(_data.Path, "open", "ann");
            Run(_data.Path, "deposit", "ann", "XYZ", "100");
            server.WaitFor(() => Whole().Length > 0, "keeping a snapshot");
            Run(_data.Path, "submit", "ann", "XYZ-USD", "sell", "10", "--price", "99.5");
            Run(_data.Path, "backup", backup);
            Run(_data.Path, "submit", "ann", "XYZ-USD", "sell", "10", "--price", "99.5");
            var health = await server.GetAsync("/health");
            Assert.Contains("\"snapshot\"", health.GetRawText(), StringComparison.Ordinal);
        }

        Assert.Contains("is there already", Fails(_data.Path, "backup", backup), StringComparison.Ordinal);
        Run(restored, "restore", backup);
        Assert.Contains("not empty", Fails(restored, "restore", backup), StringComparison.Ordinal);
        Assert.Equal(1, Verify(restored).GetProperty("exchange")[0].GetProperty("open_orders").GetInt64());
        using var again = Server.Start(restored, Roles).WaitReady();
        var portfolio = await again.GetLocalAsync("/v1/portfolio/ann");
        Assert.Equal(10m, portfolio.GetProperty("holdings")[0].GetProperty("held").GetDecimal());
    }

    private string[] Unfinished() => Files("*.unfinished");

    private string[] Whole() => Files("*.snapshot");

    private string[] Files(string pattern) => Directory.Exists(Snapshots) ? Directory.GetFiles(Snapshots, pattern) : [];

    private static JsonElement Verify(string data) =>
        JsonSerializer.Deserialize<JsonElement>(Run(data, "verify", "--output", "json"));

    private static string Run(string data, params string[] arguments)
    {
        var ended = BourseProgram.Run(["exchange", .. arguments, "--data", data]);
        Assert.True(ended.ExitCode == 0, ended.Error);
        return ended.Output;
    }

    private static string Fails(string data, params string[] arguments)
    {
        var ended = BourseProgram.Run(["exchange", .. arguments, "--data", data]);
        Assert.Equal(1, ended.ExitCode);
        return ended.Error;
    }
}
