using System.Text;
using System.Text.Encodings.Web;
using Bourse.Market;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Docs;

/// <summary>
/// The plain page at "/about", and at "/" where no dashboard is: what is served here, and which of it is not real.
/// </summary>
internal sealed class LandingPage(TickStore ticks)
{
    private const int InstrumentsMax = 100;
    private const string RowsPlace = "<!-- instruments -->";
    private const string HostPlace = "<!-- host -->";
    private const string ExamplePlace = "<!-- example -->";

    private readonly string _template = Encoding.UTF8.GetString(StaticPage.Read("index.html"));

    public Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = StaticPage.Policy;
        context.Response.ContentType = "text/html; charset=utf-8";
        Instrument[] instruments = [.. ticks.Instruments.All.Take(InstrumentsMax)];
        var symbol = instruments.FirstOrDefault(instrument => !instrument.IsSynthetic)?.Symbol
            ?? instruments.FirstOrDefault()?.Symbol ?? "BHP";
        var page = _template
            .Replace(RowsPlace, Rows(instruments), StringComparison.Ordinal)
            .Replace(HostPlace, HtmlEncoder.Default.Encode(context.Request.Host.Value ?? ""), StringComparison.Ordinal)
            .Replace(ExamplePlace, HtmlEncoder.Default.Encode(Uri.EscapeDataString(symbol)), StringComparison.Ordinal);
        return context.Response.WriteAsync(page, context.RequestAborted);
    }

    private string Rows(Instrument[] instruments)
    {
        if (instruments.Length == 0)
            return "<tr><td colspan=\"4\">None yet.</td></tr>";
        var rows = new StringBuilder();
        foreach (var instrument in instruments)
        {
            rows.Append(null, $"<tr><td>{Encoded(instrument.Symbol)}</td><td>{Encoded(instrument.Venue.Code)}</td>");
            rows.Append(null, $"<td>{Encoded(instrument.Name)}</td><td>{OriginOf(instrument)}</td></tr>\n");
        }

        var more = ticks.Instruments.Count - instruments.Length;
        if (more > 0)
            rows.Append(null, $"<tr><td colspan=\"4\">and {more} more: /api/v1/stocks/search lists all</td></tr>");
        return rows.ToString();
    }

    private static string OriginOf(Instrument instrument) =>
        instrument.IsSynthetic ? "<strong>synthetic: it never happened</strong>"
        : instrument.HasBots ? "<strong>traded here, its market made by bots</strong>"
        : "real";

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
