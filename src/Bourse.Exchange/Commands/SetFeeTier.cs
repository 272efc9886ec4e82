using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Sets what those pay who have traded for so much of a quote asset within thirty days: the lower of these rates and
/// the instrument's. Of several tiers reached the one with the greatest value counts. For orders that come.
/// <code>
///  0       4      5       6   8           16      20      24
///  | asset | tier | is on | 0 | value min | maker | taker |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SetFeeTier
{
    /// <summary>The quote asset.</summary>
    public int Asset;

    /// <summary>1 to 8.</summary>
    public byte Tier;

    /// <summary>1; 0 takes the tier away.</summary>
    public byte IsOn;
    public ushort Zero;

    /// <summary>Traded within thirty days, today included, in 10⁻⁸ of the asset.</summary>
    public long ValueMin;

    /// <summary>Millionths, within the same bounds as an instrument's.</summary>
    public int MakerRate;
    public int TakerRate;
}
