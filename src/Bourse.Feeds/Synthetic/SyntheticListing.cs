using Bourse.Market;

namespace Bourse.Feeds.Synthetic;

/// <summary>What trades on the synthetic venue, and how it behaves.</summary>
/// <param name="Anchor">The price that it keeps coming back to.</param>
/// <param name="LotsMean">About how many lots an order has.</param>
/// <param name="SpreadTicks">The spread, in ticks, that it keeps coming back to in calm hours.</param>
/// <param name="Volatility">Of the logarithm of the price, per square root of a second.</param>
/// <param name="Share">Of all events of the venue.</param>
internal sealed record SyntheticListing(
    string Symbol, string Name, Price Anchor, Price Tick, Quantity Lot, double LotsMean, double SpreadTicks,
    double Volatility, double Share)
{
    public const string Currency = "USD";

    public static readonly Venue Venue = new(2, "SYNTH", "Synthetic market", "UTC");

    /// <summary>Four shares, two coins, two currencies; all invented.</summary>
    public static readonly IReadOnlyList<SyntheticListing> All =
    [
        Listing("NOVA", "Nova Robotics", "142.5", "0.01", "1", 90, 3, 7e-5, 0.18),
        Listing("ORBIT", "Orbit Freight", "38.2", "0.01", "1", 200, 2, 9e-5, 0.12),
        Listing("HELIX", "Helix Genomics", "512", "0.05", "1", 40, 4, 9e-5, 0.10),
        Listing("TERRA", "Terra Mining", "9.85", "0.005", "1", 900, 2, 1.2e-4, 0.07),
        Listing("QUARK-USD", "Quark coin", "61250", "5", "0.0001", 800, 6, 1.1e-4, 0.20),
        Listing("LUMEN-USD", "Lumen coin", "2430", "0.5", "0.001", 600, 4, 1.4e-4, 0.13),
        Listing("KRO-USD", "Krona of Novaland", "1.0842", "0.00005", "1000", 60, 2, 1.6e-5, 0.12),
        Listing("ZEL-USD", "Zelig", "0.31415", "0.00001", "1000", 80, 3, 4e-5, 0.08),
    ];

    private static SyntheticListing Listing(
        string symbol, string name, string anchor, string tick, string lot, double lotsMean, double spreadTicks,
        double volatility, double share) => new(
            symbol, name + " (synthetic)", Price.Parse(anchor), Price.Parse(tick), Quantity.Parse(lot), lotsMean,
            spreadTicks, volatility, share);
}
