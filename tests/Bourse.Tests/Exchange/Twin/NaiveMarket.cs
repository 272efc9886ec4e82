using System.Numerics;
using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>What the <see cref="NaiveExchange"/> knows of a market elsewhere.</summary>
internal sealed class NaiveMarket
{
    private const int Unlimited = -1;

    private SetReference _told;
    private BigInteger[] _bidsLeft = [];
    private BigInteger[] _asksLeft = [];
    private BigInteger _arrived;

    /// <summary>The sequence of the last reference; null before the first.</summary>
    public long? Sequence { get; private set; }

    public BigInteger LastPrice => _told.LastPrice;

    public void Set(SetReference command, long sequence, long now)
    {
        var isNew = Sequence is null || _told.QuoteTime != command.QuoteTime || Text(_told) != Text(command);
        (_told, Sequence, _arrived) = (command, sequence, now);
        if (!isNew)
            return;
        _bidsLeft = Sizes(command.BidLevels, command.Bids);
        _asksLeft = Sizes(command.AskLevels, command.Asks);
    }

    public RefusalReason Reason(InstrumentTerms terms, long now) =>
        Sequence is null ? RefusalReason.NoReference
        : IsQuoted(terms, now) || IsLastTradeGood(terms, now) ? RefusalReason.None
        : RefusalReason.MarketStale;

    /// <summary>What there is against an order, the best first: prices and whole lots; none left where the size is 0.</summary>
    public List<(BigInteger Price, BigInteger Quantity, int Level)> Against(bool isBuy, InstrumentTerms terms, long now)
    {
        if (!IsQuoted(terms, now))
            return IsLastTradeGood(terms, now) ? [(LastPrice, BigInteger.Pow(2, 70), Unlimited)] : [];
        var left = isBuy ? _asksLeft : _bidsLeft;
        var levels = isBuy ? _told.AskLevels : _told.BidLevels;
        var found = new List<(BigInteger, BigInteger, int)>();
        for (var i = 0; i < left.Length; i++)
            if (levels[i].Size == 0)
                found.Add((levels[i].Price, BigInteger.Pow(2, 70), Unlimited));
            else if (left[i] >= terms.Lot)
                found.Add((levels[i].Price, left[i] - left[i] % terms.Lot, i));
        return found;
    }

    public void Take(bool isBuy, int level, BigInteger quantity)
    {
        if (level != Unlimited)
            (isBuy ? _asksLeft : _bidsLeft)[level] -= quantity;
    }

    public BigInteger MarkFor(BigInteger quantity) => LastPrice > 0 ? LastPrice
        : quantity.Sign >= 0 ? (_told.Bids > 0 ? _told.BidLevels[0].Price : 0)
        : _told.Asks > 0 ? _told.AskLevels[0].Price : 0;

    private bool IsQuoted(InstrumentTerms terms, long now) =>
        _told.Bids + _told.Asks > 0 && Age(_told.QuoteTime, now) <= terms.QuoteAgeMax;

    private bool IsLastTradeGood(InstrumentTerms terms, long now) =>
        _told.LastPrice != 0 && terms.TradeAgeMax != 0 && Age(_told.LastTime, now) <= terms.TradeAgeMax;

    private BigInteger Age(long time, long now) => (BigInteger)_told.MarketTime - time + now - _arrived;

    private static BigInteger[] Sizes(ReferenceLevels levels, int count)
    {
        var sizes = new BigInteger[count];
        for (var i = 0; i < count; i++)
            sizes[i] = levels[i].Size;
        return sizes;
    }

    private static string Text(SetReference told)
    {
        var text = $"{told.Bids} {told.Asks}";
        for (var i = 0; i < ReferenceLevels.CountMax; i++)
            text += $" {told.BidLevels[i].Price}x{told.BidLevels[i].Size} {told.AskLevels[i].Price}x{told.AskLevels[i].Size}";
        return text;
    }
}
