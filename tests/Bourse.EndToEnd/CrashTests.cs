namespace Bourse.EndToEnd;

/// <summary>The program killed with SIGKILL while it loads, again and again.</summary>
public sealed class CrashTests : IDisposable
{
    private const int Kills = 50;

    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Killed_fifty_times_while_loading_it_ends_with_the_same_counts_and_no_duplicate()
    {
        const int Seed = 20140310;
        var random = new Random(Seed);
        long lastKept = 0;
        var caught = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using (var server = Server.Start(_data.Path, "--no-synthetic"))
            {
                server.WaitServing();
                Thread.Sleep(random.Next(60));
                server.Kill();
            }

            var kept = Verify();
            Assert.True(kept >= lastKept, $"kill {kill}, seed {Seed}: {kept} records after {lastKept}");
            caught += kept > lastKept ? 1 : 0;
            lastKept = kept;
        }

        Assert.True(caught > 1, "The load was never caught in the middle: the test shows nothing.");
        using var last = Server.Start(_data.Path, "--no-synthetic").WaitReady();
        Assert.Equal(91_631, await CountAsync(last, "BHP", "trades"));
        Assert.Equal(108_671, await CountAsync(last, "RIO", "trades"));
        Assert.Equal(232, await CountAsync(last, "DVN", "trades"));
        Assert.Equal(11, await CountAsync(last, "MWR", "trades"));
        Assert.Equal(77_849, await CountAsync(last, "BHP", "quotes"));
        Assert.Equal(91_171, await CountAsync(last, "RIO", "quotes"));
    }

    // The tape is an exact prefix: every byte checked, sequences without a hole. Only the record that was being
    // written may be torn, behind all others; the next start cuts it.
    private long Verify()
    {
        var verified = BourseProgram.Run("journal", "verify", _data.Tape);
        var isPrefix = verified.ExitCode == 0 || verified.Error.TrimEnd().EndsWith(": a torn tail", StringComparison.Ordinal);
        Assert.True(isPrefix, verified.Output + verified.Error);
        var words = verified.Output.Split(' ');
        return long.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<long> CountAsync(Server server, string symbol, string kind)
    {
        long count = 0;
        var ids = new HashSet<long>();
        for (var cursor = ""; ;)
        {
            var page = await server.GetAsync($"/api/v1/stocks/{symbol}/{kind}?limit=10000{cursor}");
            foreach (var row in page.GetProperty(kind).EnumerateArray())
            {
                count++;
                Assert.True(ids.Add(row.GetProperty("id").GetInt64()), $"{symbol} {kind}: {row} comes twice");
            }

            if (page.GetProperty("next_cursor").GetString() is not { } next)
                return count;
            cursor = $"&cursor={next}";
        }
    }
}
