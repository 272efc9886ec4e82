using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Self-trade prevention took some of an order, which goes on with the rest.
/// <code>
///  0        24      32           36  40   48     56
///  | header | order | instrument | 0 | by | open |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct OrderReduced
{
    public BlotterHeader Header;
    public long OrderId;
    public int Instrument;
    public int Zero;
    public long By;
    public long Open;
}
