using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// The newest of each, by (venue time, sequence): a late event does not displace a newer one. Sequence 0 where there
/// is none yet.
/// </summary>
internal struct LastValues
{
    private Trade _trade;
    private Trade _pricedTrade;
    private Quote _quote;
    private long _tradeSequence;
    private long _pricedTradeSequence;
    private long _quoteSequence;

    // Sequences rise, so at the same time the one at hand is the newest.
    public void Take(in Trade trade, long sequence)
    {
        if (_tradeSequence == 0 || trade.Header.VenueTime >= _trade.Header.VenueTime)
            (_trade, _tradeSequence) = (trade, sequence);
        if (trade.IsPriced && (_pricedTradeSequence == 0 || trade.Header.VenueTime >= _pricedTrade.Header.VenueTime))
            (_pricedTrade, _pricedTradeSequence) = (trade, sequence);
    }

    public void Take(in Quote quote, long sequence)
    {
        if (_quoteSequence == 0 || quote.Header.VenueTime >= _quote.Header.VenueTime)
            (_quote, _quoteSequence) = (quote, sequence);
    }

    public readonly TradeRow? Trade(Instrument instrument) =>
        _tradeSequence == 0 ? null : TradeRow.Of(instrument, _trade, _tradeSequence);

    public readonly TradeRow? PricedTrade(Instrument instrument) =>
        _pricedTradeSequence == 0 ? null : TradeRow.Of(instrument, _pricedTrade, _pricedTradeSequence);

    public readonly QuoteRow? Quote(Instrument instrument) =>
        _quoteSequence == 0 ? null : QuoteRow.Of(instrument, _quote, _quoteSequence);
}
