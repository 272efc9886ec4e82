using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// A stop order's price has come: it enters its book, and its fills or its end follow.
/// <code>
///  0        24      32           36     37  40     48        56      64     72
///  | header | order | instrument | side | 0 | stop | trigger | price | open |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct OrderTriggered
{
    public BlotterHeader Header;
    public long OrderId;
    public int Instrument;
    public Side Side;
    public byte Zero0;
    public ushort Zero1;

    /// <summary>Its stop, of a trailing one the last.</summary>
    public long StopPrice;

    /// <summary>The instrument's price now, from which protection is measured.</summary>
    public long TriggerPrice;

    /// <summary>The worst price it may trade at from now on; 0: there is none within the band.</summary>
    public long Price;
    public long Open;
}
