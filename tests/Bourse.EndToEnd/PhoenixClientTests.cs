using System.Diagnostics;
using System.Globalization;

namespace Bourse.EndToEnd;

/// <summary>The unmodified npm client against the program itself, while it loads.</summary>
public sealed class PhoenixClientTests : IDisposable
{
    private const int TradesOfTheSample = 91_631 + 108_671 + 232 + 11;

    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void It_joins_from_0_while_the_sample_is_loading_and_receives_every_trade_once_and_in_order()
    {
        using var server = Server.Start(_data.Path, "--no-synthetic").WaitServing();
        using var client = StartClient($"ws://{server.Http.BaseAddress!.Authority}/socket");
        try
        {
            var counts = new Dictionary<string, int>();
            long last = 0;
            for (var i = 0; i < TradesOfTheSample; i++)
            {
                var words = client.StandardOutput.ReadLine()!.Split(' ');
                var sequence = long.Parse(words[0], CultureInfo.InvariantCulture);
                Assert.True(sequence > last, $"{sequence} came after {last}");
                last = sequence;
                counts[words[1]] = counts.GetValueOrDefault(words[1]) + 1;
            }

            Assert.Equal((91_631, 108_671, 232, 11), (counts["BHP"], counts["RIO"], counts["DVN"], counts["MWR"]));
        }
        finally
        {
            client.Kill();
        }
    }

    // It would go on for ever: the last sequence that it waits for never comes.
    private static Process StartClient(string url)
    {
        var start = new ProcessStartInfo("node", ["trades.mjs", url, "0", $"{long.MaxValue}"])
        {
            WorkingDirectory = NodeClients.Folder(),
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }
}
