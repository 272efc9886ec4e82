namespace Bourse.Ticks;

/// <summary>The newest of each, by (venue time, sequence): a late event does not displace a newer one.</summary>
internal struct LastValues
{
    public TradeRow? Trade;
    public TradeRow? PricedTrade;
    public QuoteRow? Quote;

    public void Take(in TradeRow trade)
    {
        if (IsNewest(Trade?.Time.Nanoseconds, trade.Time.Nanoseconds))
            Trade = trade;
        if (trade.IsPriced && IsNewest(PricedTrade?.Time.Nanoseconds, trade.Time.Nanoseconds))
            PricedTrade = trade;
    }

    public void Take(in QuoteRow quote)
    {
        if (IsNewest(Quote?.Time.Nanoseconds, quote.Time.Nanoseconds))
            Quote = quote;
    }

    // Sequences rise, so at the same time the one at hand is the newest.
    private static bool IsNewest(long? last, long time) => last is null || time >= last;
}
