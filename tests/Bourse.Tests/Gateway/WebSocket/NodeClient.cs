using System.Diagnostics;

namespace Bourse.Tests.Gateway;

/// <summary>Runs a script of tests/clients in Node, with the unmodified client packages.</summary>
internal static class NodeClient
{
    private static readonly Lock Installing = new();
    private static readonly string Folder = Checkout.PathOf("tests/clients");

    /// <summary>The lines that the script prints; fails when it does not end well in time.</summary>
    public static async Task<string[]> RunAsync(string script, params string[] arguments)
    {
        Install();
        using var node = Start("node", [script, .. arguments]);
        var lines = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource(Deadline.Most * 2);
        try
        {
            await node.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!node.HasExited)
                node.Kill();
        }

        Assert.True(node.ExitCode == 0, $"{script} ended with {node.ExitCode}: {await errors}");
        return (await lines).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static void Install()
    {
        lock (Installing)
        {
            if (Directory.Exists(Path.Combine(Folder, "node_modules", "phoenix")))
                return;
            using var npm = Start("npm", ["ci", "--no-audit", "--no-fund"]);
            var said = npm.StandardError.ReadToEnd();
            npm.WaitForExit();
            Assert.True(npm.ExitCode == 0, $"npm ci in {Folder}: {said}");
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
