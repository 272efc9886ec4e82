using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>Who has what.</summary>
internal sealed class Ledger
{
    public Ledger()
    {
        Balances = new Balances(Accounts);
        Positions = new Positions(Accounts);
        Assets = new Assets(Balances);
    }

    public Accounts Accounts { get; } = new();

    public Balances Balances { get; }

    public Positions Positions { get; }

    public Assets Assets { get; }

    public Slab<Volume> Volumes { get; } = new();

    /// <summary>Counts what a balance's account has traded for.</summary>
    public void CountVolume(ref Balance balance, Timestamp now, long value)
    {
        if (balance.Volume == 0)
            balance.Volume = Volumes.Take();
        Volumes[balance.Volume].Add(now.Nanoseconds / Timestamp.PerDay, value);
    }

    /// <summary>The rates of an account that has a balance of the quote asset: the lower of two, each.</summary>
    public (int Maker, int Taker) RatesOf(in Balance balance, in InstrumentTerms terms, Timestamp now)
    {
        if (balance.Volume != 0)
            Volumes[balance.Volume].Advance(now.Nanoseconds / Timestamp.PerDay);
        return RatesOf(balance, terms, balance.Volume == 0 ? 0 : Volumes[balance.Volume].Sum);
    }

    /// <summary>The same, while nothing changes.</summary>
    public (int Maker, int Taker) RatesThen(in Balance balance, in InstrumentTerms terms, Timestamp now)
    {
        if (balance.Volume == 0)
            return RatesOf(balance, terms, 0);
        var volume = Volumes[balance.Volume];
        volume.Advance(now.Nanoseconds / Timestamp.PerDay);
        return RatesOf(balance, terms, volume.Sum);
    }

    /// <summary>Tells what the command at hand has changed.</summary>
    public void Tell(BlotterPage page)
    {
        Balances.Tell(page);
        Positions.Tell(page);
    }

    private (int Maker, int Taker) RatesOf(in Balance balance, in InstrumentTerms terms, long traded)
    {
        var reached = default(FeeTier);
        foreach (ref readonly var tier in Assets[balance.Asset].Tiers.AsSpan())
            if (tier.IsOn && tier.ValueMin <= traded && (!reached.IsOn || tier.ValueMin >= reached.ValueMin))
                reached = tier;
        if (!reached.IsOn)
            return (terms.MakerRate, terms.TakerRate);
        var taker = Math.Min(terms.TakerRate, reached.TakerRate);
        return (Math.Max(-taker, Math.Min(terms.MakerRate, reached.MakerRate)), taker);
    }
}
