using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// A quote asset has another tier of fees.
/// <code>
///  0        24      28     29      30  32          40      44      48
///  | header | asset | tier | is on | 0 | value min | maker | taker |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct FeeTierSet
{
    public BlotterHeader Header;
    public int Asset;
    public byte Tier;
    public byte IsOn;
    public ushort Zero;
    public long ValueMin;
    public int MakerRate;
    public int TakerRate;
}
