using System.CommandLine;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary>Commands that ask a running server of this machine: which one, and how its answer is printed.</summary>
internal static class LocalCommand
{
    /// <param name="symbols">The command's own options and arguments.</param>
    public static Command Ask(string name, string text, Func<ParseResult, Asked, Task<int>> act, params Symbol[] symbols)
    {
        var (data, output) = (CommonOptions.Data(), CommonOptions.Output());
        var command = new Command(name, text) { data, output };
        foreach (var symbol in symbols)
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        command.SetAction((given, stopping) =>
            act(given, new Asked(given.GetValue(data)!, given.GetValue(output), stopping)));
        return command;
    }

    /// <summary>Whose server is asked, and how its answer is printed.</summary>
    internal readonly record struct Asked(string Data, OutputFormat Format, CancellationToken Stopping);
}
