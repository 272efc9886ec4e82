using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>How many records a snapshot has of each kind.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SnapshotCounts
{
    public int Accounts;
    public int Assets;
    public int Balances;
    public int Volumes;
    public int Positions;
    public int ClientIds;
    public int Orders;
    public int Listings;
    public int Stops;
    public int Groups;

    /// <exception cref="InvalidDataException">They cannot be.</exception>
    public readonly void Check()
    {
        ReadOnlySpan<int> all = [Accounts, Assets, Balances, Volumes, Positions, ClientIds, Orders, Listings, Stops, Groups];
        if (all.ContainsAnyInRange(int.MinValue, -1) || Accounts == 0)
            throw new InvalidDataException("The snapshot's counts cannot be those of an exchange.");
    }

    public readonly int Of(Numbered what) => what switch
    {
        Numbered.Account => Accounts,
        Numbered.Asset => Assets,
        Numbered.Balance => Balances,
        Numbered.Volume => Volumes,
        Numbered.Position => Positions,
        Numbered.ClientId => ClientIds,
        Numbered.Order => Orders,
        Numbered.Listing => Listings,
        Numbered.Stop => Stops,
        Numbered.Group => Groups,
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Nothing counts these."),
    };
}
