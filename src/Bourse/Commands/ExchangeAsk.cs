using System.CommandLine;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary>Makes commands that send the exchange of a running server one request and print its answer.</summary>
internal static class ExchangeAsk
{
    private static readonly Option<string> Data = CommonOptions.Data();
    private static readonly Option<OutputFormat> Output = CommonOptions.Output();

    public static readonly Argument<string> Account = new("account") { Description = "The account's name." };
    public static readonly Option<string?> Symbol = new("--symbol") { Description = "Only this instrument, as XYZ-USD." };
    public static readonly Option<string?> Side = new("--side") { Description = "Only this side: buy or sell." };

    public static Command Create(
        string name, string text, Func<ParseResult, HttpRequestMessage> request, params Symbol[] symbols)
    {
        var command = new Command(name, text) { Data, Output };
        foreach (var symbol in symbols)
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        command.SetAction((given, stopping) => ExchangeRequest.SendAsync(
            given.GetValue(Data)!, request(given), given.GetValue(Output), stopping));
        return command;
    }

    public static HttpRequestMessage Get(string path, params (string Name, object? Value)[] parameters) =>
        new(HttpMethod.Get, ExchangeRequest.Path(path, parameters));

    public static string Escaped(string? part) => Uri.EscapeDataString(part ?? "");
}
