using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>The instruments that a request speaks of: those of its symbol, or the one at the venue it names.</summary>
/// <param name="Name">The symbol as it is known here.</param>
internal readonly record struct SymbolQuestion(string Name, InstrumentTicks[] Instruments)
{
    private const int NameLengthMax = 64;

    public static Problem? TryRead(
        HttpContext context, SymbolDirectory directory, ref QueryReader query, out SymbolQuestion question)
    {
        question = default;
        var given = context.Request.RouteValues["symbol"] as string ?? "";
        var venue = query.Read(Parameters.Venue, "");
        if (query.Fault is { } fault)
            return fault;
        if (given.Length > NameLengthMax)
            return Problem.UnknownInstrument(Shown.Short(given));

        var name = given;
        var instruments = directory.Named(name);
        if (instruments.Length == 0)
            instruments = directory.Named(name = Canonical(given));
        if (venue.Length > 0)
            instruments = [.. instruments.Where(ticks => ticks.Instrument.Venue.Code == venue)];
        if (instruments.Length == 0)
            return Problem.UnknownInstrument(Shown.Short(given) + (venue.Length > 0 ? $" at {venue}" : ""));
        question = new SymbolQuestion(name, instruments);
        return null;
    }

    // Symbols have no lower case, and a '/' in one reaches us as it is written in a path.
    private static string Canonical(string given) =>
        given.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).ToUpperInvariant();
}
