using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// An open order has other terms; fills may follow.
/// <code>
///  0        24      32           36  40      48         56     64     72
///  | header | order | instrument | 0 | price | quantity | open | stop |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct OrderReplaced
{
    public BlotterHeader Header;
    public long OrderId;
    public int Instrument;
    public int Zero;
    public long Price;

    /// <summary>Of the whole order, what is filled included.</summary>
    public long Quantity;
    public long Open;

    /// <summary>Of a stop, its stop, else 0.</summary>
    public long StopPrice;
}
