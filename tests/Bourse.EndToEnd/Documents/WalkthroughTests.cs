using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bourse.EndToEnd;

/// <summary>docs/walkthrough.md: its shell blocks, run in order by one shell, print what the document says.</summary>
public sealed class WalkthroughTests : IDisposable
{
    private const string Mark = "@@@";
    private static readonly TimeSpan LongestWalk = TimeSpan.FromMinutes(2);

    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Every_step_prints_what_the_document_says()
    {
        var root = Path.GetFullPath(Path.Combine(SampleArchive.Folder, "..", ".."));
        NodeClients.Folder();
        var document = await File.ReadAllTextAsync(Path.Combine(root, "docs", "walkthrough.md"), TestContext.Current.CancellationToken);
        var (script, expected) = Read(document);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(LongestWalk);
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PATH"] = $"{Path.GetDirectoryName(BourseProgram.Path)}:{Environment.GetEnvironmentVariable("PATH")}" },
        })!;
        var error = shell.StandardError.ReadToEndAsync(limit.Token);
        var printed = await shell.StandardOutput.ReadToEndAsync(limit.Token);
        await shell.WaitForExitAsync(limit.Token);
        Assert.Equal(expected, printed.ReplaceLineEndings("\n"));
        Assert.True(shell.ExitCode == 0, await error);
    }

    // The document's port and folder become the test's; the shell ends what it started.
    private (string Script, string Expected) Read(string document)
    {
        var script = new StringBuilder("set -euo pipefail\ntrap 'kill $(jobs -p) 2> /dev/null; wait' EXIT\n");
        var expected = new StringBuilder();
        var blocks = document.ReplaceLineEndings("\n").Split("```");
        for (var i = 1; i < blocks.Length; i += 2)
            if (blocks[i].StartsWith("sh\n", StringComparison.Ordinal))
            {
                script.Append(blocks[i][3..]).Append($"echo {Mark}{i}\n");
                Assert.StartsWith("text\n", blocks[i + 2], StringComparison.Ordinal);
                expected.Append(blocks[i + 2][5..]).Append($"{Mark}{i}\n");
            }

        var text = script.ToString().Replace("8080", FreePort(), StringComparison.Ordinal)
            .Replace("/tmp/market", _data.File("market"), StringComparison.Ordinal);
        return (text.Replace("(cd tests/clients && npm ci --silent > /dev/null 2>&1)\n", "", StringComparison.Ordinal), expected.ToString());
    }

    private static string FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"{((IPEndPoint)probe.LocalEndpoint).Port}";
    }
}
