using System.Runtime.InteropServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>
/// A new order is in force; its fills and its end follow.
/// <code>
///  0        24      32           36     37     38         39    40      41      42  48
///  | header | order | instrument | side | kind | lifetime | stp | flags | group | 0 |
///  48      56         64         72        80        88        92           96     104     112         152
///  | price | quantity | notional | display | expires | session | trail rate | stop | trail | client id |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct OrderAccepted
{
    public BlotterHeader Header;

    /// <summary>Its id: the sequence of its command × 10, and the number of its leg where it came with others.</summary>
    public long OrderId;
    public int Instrument;
    public Side Side;
    public OrderKind Kind;
    public Lifetime Lifetime;
    public SelfTradePrevention SelfTradePrevention;
    public OrderFlags Flags;

    /// <summary>What it has to do with the other orders of its command.</summary>
    public GroupKind Group;
    public ushort Zero0;
    public int Zero1;

    /// <summary>
    /// The worst price it may trade at; of a market order the one that protection leaves it, of a stop without a limit
    /// the one that protection leaves it at its stop.
    /// </summary>
    public long Price;
    public long Quantity;
    public long Notional;
    public long Display;
    public long ExpiresAt;
    public int Session;

    /// <summary>Millionths.</summary>
    public int TrailRate;

    /// <summary>Of a trailing stop the first.</summary>
    public long StopPrice;
    public long Trail;
    public Text40 ClientId;
}
