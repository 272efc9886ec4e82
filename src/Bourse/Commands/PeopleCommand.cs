using System.CommandLine;

namespace Bourse.Commands;

/// <summary>What commands of <c>bourse users</c> and <c>bourse keys</c> share: whose server is asked, and how.</summary>
internal static class PeopleCommand
{
    /// <param name="symbols">Its own options and arguments.</param>
    public static Command Ask(
        string name, string text, Func<ParseResult, PeopleRequest.Asked, Task<int>> act, params Symbol[] symbols)
    {
        var (data, output) = (CommonOptions.Data(), CommonOptions.Output());
        var command = new Command(name, text) { data, output };
        foreach (var symbol in symbols)
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        command.SetAction((given, stopping) =>
            act(given, new PeopleRequest.Asked(given.GetValue(data)!, given.GetValue(output), stopping)));
        return command;
    }
}
