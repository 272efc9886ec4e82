using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// An order is over before it was filled, and nothing is held for it any more.
/// <code>
///  0        24      32           36     37    38  40         48         56
///  | header | order | instrument | side | why | 0 | quantity | notional |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct OrderEnded
{
    public BlotterHeader Header;
    public long OrderId;
    public int Instrument;
    public Side Side;
    public EndReason Why;
    public ushort Zero;

    /// <summary>What was open.</summary>
    public long Quantity;

    /// <summary>Of an order by notional, what was not traded for.</summary>
    public long Notional;
}
