using Bourse.Exchange;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Trading;

/// <summary>What a listing says beside its terms: what its orders trade against, and what for what.</summary>
/// <param name="QuoteSecondsAtFirst">On paper, how old a quote may be where nothing else is asked for; else 0.</param>
internal sealed record PaperListing(
    Execution Execution, string Base, string Quote, int QuoteSecondsAtFirst = 0, int TradeSecondsAtFirst = 0)
{
    /// <summary>
    /// An instrument of the tape, traded on paper: its symbol for its currency unless the request names other assets.
    /// </summary>
    public static PaperListing Of(JsonFields fields, string symbol, TickStore ticks)
    {
        var instrument = Find(fields, symbol, ticks);
        var baseAsset = fields.Text("base", AssetName.LengthMax);
        if (baseAsset.Length == 0 && instrument?.Symbol.Length > AssetName.LengthMax)
            fields.Refuse("base", "The symbol is too long for an asset; name one.");
        var quoteAsset = fields.Text("quote", AssetName.LengthMax);
        return new PaperListing(
            Execution.Paper,
            baseAsset.Length > 0 ? baseAsset : instrument?.Symbol ?? "",
            quoteAsset.Length > 0 ? quoteAsset : instrument?.Currency ?? "",
            QuoteSecondsAtFirst: 900,
            TradeSecondsAtFirst: 60);
    }

    private static Instrument? Find(JsonFields fields, string symbol, TickStore ticks)
    {
        var named = ticks.NamedElsewhere(symbol);
        if (named is [var one])
            return one.Instrument;
        if (named.Length == 0)
            fields.Refuse(Problem.UnknownInstrument(Shown.Short(symbol)));
        else
            fields.Refuse(
                "symbol", $"Several venues have it: {string.Join(", ", named.Select(of => of.Instrument.Key))}.");
        return null;
    }
}
