using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Gateway.Trading;

/// <summary>The terms of an instrument, as JSON has them.</summary>
internal static class TermsRequest
{
    /// <summary>The terms; what is left out is as it was before.</summary>
    public static InstrumentTerms Read(JsonFields fields, InstrumentTerms before) => before with
    {
        Tick = Units(fields, "tick", before.Tick),
        Lot = Units(fields, "lot", before.Lot),
        ValueMin = Units(fields, "value_min", before.ValueMin),
        QuantityMax = Units(fields, "quantity_max", before.QuantityMax),
        MakerRate = Whole(fields, "maker_rate", before.MakerRate),
        TakerRate = Whole(fields, "taker_rate", before.TakerRate),
        Protection = Whole(fields, "protection", before.Protection),
        Band = Whole(fields, "band", before.Band),
        QuoteAgeMax = Seconds(fields, "quote_age_seconds", before.QuoteAgeMax),
        TradeAgeMax = Seconds(fields, "trade_age_seconds", before.TradeAgeMax),
    };

    public static long Age(int seconds) => seconds * Timestamp.PerSecond;

    private static long Units(JsonFields fields, string name, long before) => fields.Has(name) ? fields.Units(name) : before;

    private static int Whole(JsonFields fields, string name, int before) => fields.Has(name) ? fields.Whole(name) : before;

    private static long Seconds(JsonFields fields, string name, long before) =>
        fields.Has(name) ? Age(fields.Whole(name)) : before;
}
