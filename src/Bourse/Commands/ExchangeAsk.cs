using System.CommandLine;

namespace Bourse.Commands;

/// <summary>Makes commands that send the exchange of a running server one request and print its answer.</summary>
internal static class ExchangeAsk
{
    public static readonly Argument<string> Account = new("account") { Description = "The account's name." };
    public static readonly Option<string?> Symbol = new("--symbol") { Description = "Only this instrument, as XYZ-USD." };
    public static readonly Option<string?> Side = new("--side") { Description = "Only this side: buy or sell." };

    public static Command Create(
        string name, string text, Func<ParseResult, HttpRequestMessage> request, params Symbol[] symbols) =>
        LocalCommand.Ask(
            name, text, (given, asked) => ExchangeRequest.SendAsync(asked.Data, request(given), asked.Format, asked.Stopping),
            symbols);

    public static HttpRequestMessage Get(string path, params (string Name, object? Value)[] parameters) =>
        new(HttpMethod.Get, ExchangeRequest.Path(path, parameters));

    public static string Escaped(string? part) => Uri.EscapeDataString(part ?? "");
}
