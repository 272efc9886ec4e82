using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// One side of a trade. It is settled: the value and the fee are in the quote asset, in 10⁻⁸.
/// <code>
///  0        24      32           36     37     38  40      48      56         64      72    80     88
///  | header | order | instrument | side | role | 0 | trade | price | quantity | value | fee | open |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct OrderFilled
{
    public BlotterHeader Header;
    public long OrderId;
    public int Instrument;
    public Side Side;
    public FillRole Role;
    public ushort Zero;

    /// <summary>
    /// The trade's number in its instrument, from 1; on paper, where there is no trade, the sequence of the reference.
    /// </summary>
    public long Trade;
    public long Price;
    public long Quantity;

    /// <summary>Price × quantity rounded down, the same on both sides.</summary>
    public long Value;

    /// <summary>What this fill adds to the order's fee; below 0 a rebate.</summary>
    public long Fee;

    /// <summary>
    /// What is left of the order; 0: it is done. Of an order by notional, what is left of the notional.
    /// </summary>
    public long Open;
}
