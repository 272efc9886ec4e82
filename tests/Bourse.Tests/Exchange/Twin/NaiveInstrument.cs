using System.Numerics;
using Bourse.Exchange;
using Bourse.Tests.Matching;

namespace Bourse.Tests.Exchange;

/// <summary>An instrument of the <see cref="NaiveExchange"/>.</summary>
internal sealed class NaiveInstrument(string symbol, int baseAsset, int quoteAsset, int ordersMax)
{
    public string Symbol => symbol;
    public int BaseAsset => baseAsset;
    public int QuoteAsset => quoteAsset;
    public InstrumentTerms Terms { get; set; }
    public int Version { get; set; }
    public long Trades { get; set; }
    public BigInteger LastPrice { get; set; }
    public Phase Phase { get; set; }
    public bool IsIndicationDue { get; set; }
    public List<(long Time, BigInteger Price)> Prices { get; } = [];
    public BigInteger Reference { get; private set; }
    public long? LimitSince { get; set; }
    public long? PausedUntil { get; set; }
    public BigInteger Upper => Width == 0 ? BigInteger.Pow(2, 60) : Reference + Width;
    public BigInteger Lower => Width == 0 ? 0 : Reference - Width;
    private BigInteger Width => Reference * Terms.Band / 1_000_000;

    /// <summary>The mean of five minutes, anew at the first trade of each half minute.</summary>
    public void Trade(long now, BigInteger price)
    {
        const long Part = 30_000_000_000;
        var isNew = Prices.Count == 0 || Prices[^1].Time / Part != now / Part;
        Prices.Add((now, price));
        var recent = Prices.Where(one => one.Time / Part > (now / Part) - 10).Select(one => one.Price).ToList();
        if (isNew)
            Reference = recent.Aggregate(BigInteger.Zero, (sum, one) => sum + one) / recent.Count;
        LastPrice = price;
        Path.Add(price);
    }

    public bool IsOutsideBand(bool isBuy, BigInteger price) =>
        Phase == Phase.Continuous && (isBuy ? price > Upper : price < Lower);

    /// <summary>What it trades against when it trades on paper; null when it has a book of its own.</summary>
    public NaiveMarket? Paper { get; init; }

    public BigInteger MarkFor(BigInteger quantity) => Paper?.MarkFor(quantity) ?? LastPrice;

    /// <summary>Prices that waiting orders have not looked at yet.</summary>
    public List<BigInteger> Path { get; } = [];

    public bool IsKilled { get; set; }
    public NaiveBook Book { get; } = new(ordersMax);
    public bool HasRoom => Book.OrderCount < ordersMax;
}
