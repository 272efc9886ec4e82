using Spectre.Console;

namespace Bourse.Output;

/// <summary>The terminal: wide enough for a table even when output goes to a file, errors apart from results.</summary>
internal static class Screen
{
    private const int WidthWhenRedirected = 200;

    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>One plain sentence on standard error; returns the exit code to give back.</summary>
    public static int Fail(string sentence, int exitCode = ExitCode.Failed)
    {
        Console.Error.WriteLine($"bourse: {sentence}");
        return exitCode;
    }

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (isRedirected)
            console.Profile.Width = WidthWhenRedirected;
        return console;
    }
}
