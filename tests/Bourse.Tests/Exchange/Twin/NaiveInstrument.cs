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
    public bool IsKilled { get; set; }
    public NaiveBook Book { get; } = new(ordersMax);
}
