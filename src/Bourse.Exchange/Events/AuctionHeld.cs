using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// What the auction did, after its trades. Public.
/// <code>
///  0        24           28             29  32      40         48        56
///  | header | instrument | surplus side | 0 | price | quantity | surplus |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct AuctionHeld
{
    public BlotterHeader Header;
    public int Instrument;

    /// <summary>Who is left over at the price; 0 nobody.</summary>
    public Side SurplusSide;
    public byte Zero0;
    public ushort Zero1;

    /// <summary>0 when nothing crosses.</summary>
    public long Price;
    public long Quantity;
    public long Surplus;
}
