using System.Diagnostics;

namespace Bourse.EndToEnd;

/// <summary>The built program, run to its end.</summary>
internal static class BourseProgram
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    public static string Path { get; } = Find();

    /// <summary>Starts the program; the caller ends it.</summary>
    public static Process Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = System.IO.Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs a command and returns what it printed and how it ended.</summary>
    public static Finished Run(params string[] arguments) => Run(arguments, null);

    public static Finished Run(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        using var process = Start(arguments, environment);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(LongestRun))
        {
            process.Kill();
            Assert.Fail($"'bourse {string.Join(' ', arguments)}' did not end within {LongestRun}.");
        }

        return new Finished(process.ExitCode, output.Result, error.Result);
    }

    // artifacts/bin/<project>/<configuration>/: the program lies beside this test's own folder.
    private static string Find()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return System.IO.Path.Combine(own.Parent!.Parent!.FullName, "Bourse", own.Name, "bourse");
    }

    internal sealed record Finished(int ExitCode, string Output, string Error);
}
