using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>What is known of a market elsewhere, and what orders on paper have left of it.</summary>
internal struct PaperReference
{
    /// <summary>Of the command that told it last; 0 before the first.</summary>
    public long Sequence;

    /// <summary>The exchange's time when it came.</summary>
    public long ArrivedAt;
    public long MarketTime;
    public long QuoteTime;
    public long LastPrice;
    public long LastTime;

    /// <summary>What sellers meet.</summary>
    public PaperSide Bids;

    /// <summary>What buyers meet.</summary>
    public PaperSide Asks;

    public void Set(in SetReference command, long sequence, Timestamp now)
    {
        var isSameQuote = Sequence != 0 && command.QuoteTime == QuoteTime
            && Bids.IsTold(command.BidLevels.First(command.Bids)) && Asks.IsTold(command.AskLevels.First(command.Asks));
        if (!isSameQuote)
        {
            Bids.Set(command.BidLevels, command.Bids);
            Asks.Set(command.AskLevels, command.Asks);
        }

        (Sequence, ArrivedAt) = (sequence, now.Nanoseconds);
        (MarketTime, QuoteTime) = (command.MarketTime, command.QuoteTime);
        (LastPrice, LastTime) = (command.LastPrice, command.LastTime);
    }

    /// <summary>What orders execute against at a time.</summary>
    public readonly PaperBasis BasisAt(Timestamp now, in InstrumentTerms terms) =>
        Sequence == 0 ? PaperBasis.None
        : Bids.Count + Asks.Count > 0 && AgeOf(QuoteTime, now) <= terms.QuoteAgeMax ? PaperBasis.Quote
        : LastPrice > 0 && terms.TradeAgeMax > 0 && AgeOf(LastTime, now) <= terms.TradeAgeMax ? PaperBasis.LastTrade
        : PaperBasis.Stale;

    private readonly Int128 AgeOf(long time, Timestamp now) => (Int128)MarketTime - time + now.Nanoseconds - ArrivedAt;
}
