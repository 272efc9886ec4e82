using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// A trade, as it is printed; the fills of both sides follow. Public.
/// <code>
///  0        24           28         29  32      40      48         56    64    72
///  | header | instrument | taker is | 0 | trade | price | quantity | buy | sell |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct Traded
{
    public BlotterHeader Header;
    public int Instrument;

    /// <summary>0 in an auction.</summary>
    public Side TakerSide;
    public byte Zero0;
    public ushort Zero1;

    /// <summary>Counts the trades of the instrument from 1.</summary>
    public long Trade;
    public long Price;
    public long Quantity;
    public long BuyOrder;
    public long SellOrder;
}
