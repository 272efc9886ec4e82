using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Instruments by the symbols that requests give.</summary>
internal static class InstrumentName
{
    public const int LengthMax = Text32.Bytes;

    private const string Field = "symbol";

    /// <summary>The number of the instrument that a body names.</summary>
    public static int Of(JsonFields fields, ExchangeNames names)
    {
        var symbol = fields.NeededText(Field, LengthMax);
        var instrument = names.Instrument(symbol);
        if (instrument == 0)
            fields.Refuse(Unknown(symbol));
        return instrument;
    }

    /// <summary>The number of the instrument that the path names.</summary>
    public static int Of(HttpContext context, JsonFields fields, ExchangeNames names)
    {
        var symbol = CommandAnswer.RouteText(context, Field);
        var instrument = names.Instrument(symbol);
        if (instrument == 0)
            fields.Refuse(Unknown(symbol));
        return instrument;
    }

    public static Problem Unknown(string symbol) => Problem.UnknownInstrument(Shown.Short(symbol));
}
