using System.Numerics;
using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>Tiers of the <see cref="NaiveExchange"/>, and every trade that ever counted for them.</summary>
internal sealed class NaiveFees
{
    private readonly Dictionary<(int Asset, int Tier), SetFeeTier> _tiers = [];
    private readonly List<(int Account, int Asset, long Day, BigInteger Value)> _trades = [];

    public RefusalReason Set(NaiveExchange exchange, SetFeeTier tier)
    {
        if (tier.IsOn > 1 || tier.Zero != 0)
            return RefusalReason.Malformed;
        if (tier.Asset < 1 || tier.Asset >= exchange.Assets.Count)
            return RefusalReason.AssetUnknown;
        if (tier.Tier is < 1 or > 8 || tier.ValueMin < 0 || tier.TakerRate is < 0 or > 100_000
            || tier.MakerRate > 100_000 || tier.MakerRate + (long)tier.TakerRate < 0)
            return RefusalReason.TermsOutOfRange;
        _tiers[(tier.Asset, tier.Tier)] = tier;
        exchange.Told.Add(Lines.FeeTier(tier.Asset, tier.Tier, tier.IsOn == 1, tier.ValueMin, tier.MakerRate, tier.TakerRate));
        return RefusalReason.None;
    }

    public void Count(int account, int asset, long now, BigInteger value) =>
        _trades.Add((account, asset, now / Timestamp.PerDay, value));

    /// <summary>The instrument's terms with the rates that an account pays now.</summary>
    public InstrumentTerms TermsFor(int account, int asset, long now, InstrumentTerms terms)
    {
        var traded = _trades
            .Where(trade => trade.Account == account && trade.Asset == asset && trade.Day > now / Timestamp.PerDay - 30)
            .GroupBy(trade => trade.Day)
            .Aggregate(BigInteger.Zero, (sum, day) => sum + BigInteger.Min(BigInteger.Pow(2, 57), Sum(day.Select(trade => trade.Value))));
        var reached = _tiers.Where(tier => tier.Key.Asset == asset && tier.Value.IsOn == 1 && tier.Value.ValueMin <= traded)
            .OrderBy(tier => (tier.Value.ValueMin, tier.Key.Tier)).Select(tier => tier.Value).ToList();
        if (reached.Count == 0)
            return terms;
        terms.TakerRate = Math.Min(terms.TakerRate, reached[^1].TakerRate);
        terms.MakerRate = Math.Max(-terms.TakerRate, Math.Min(terms.MakerRate, reached[^1].MakerRate));
        return terms;
    }

    private static BigInteger Sum(IEnumerable<BigInteger> values) => values.Aggregate(BigInteger.Zero, (sum, value) => sum + value);
}
