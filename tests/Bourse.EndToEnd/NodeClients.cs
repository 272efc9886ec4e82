using System.Diagnostics;

namespace Bourse.EndToEnd;

/// <summary>The clients of tests/clients, which run under Node.</summary>
internal static class NodeClients
{
    /// <summary>Their folder, with their packages restored.</summary>
    public static string Folder()
    {
        var folder = Path.GetFullPath(Path.Combine(SampleArchive.Folder, "..", "..", "tests", "clients"));
        if (Directory.Exists(Path.Combine(folder, "node_modules")))
            return folder;
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = folder,
        })!;
        npm.WaitForExit();
        return folder;
    }
}
