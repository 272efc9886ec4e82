using System.Runtime.InteropServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>
/// A new order is in force; its fills and its end follow. Its id is the header's sequence.
/// <code>
///  0        24           28     29     30         31    32      33  40
///  | header | instrument | side | kind | lifetime | stp | flags | 0 |
///  40      48         56         64        72        80        84  88          128
///  | price | quantity | notional | display | expires | session | 0 | client id |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct OrderAccepted
{
    public BlotterHeader Header;
    public int Instrument;
    public Side Side;
    public OrderKind Kind;
    public Lifetime Lifetime;
    public SelfTradePrevention SelfTradePrevention;
    public OrderFlags Flags;
    public byte Zero0;
    public ushort Zero1;
    public int Zero2;

    /// <summary>The worst price it may trade at; of a market order the one that protection leaves it.</summary>
    public long Price;
    public long Quantity;
    public long Notional;
    public long Display;
    public long ExpiresAt;
    public int Session;
    public int Zero3;
    public Text40 ClientId;
}
