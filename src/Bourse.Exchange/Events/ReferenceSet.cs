using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// What is known of the market elsewhere is another; fills on paper name this event's sequence. All levels are in the
/// command. Public.
/// <code>
///  0        24           28  32            40    48         56    64         72           80
///  | header | instrument | 0 | market time | bid | bid size | ask | ask size | last price |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct ReferenceSet
{
    public BlotterHeader Header;
    public int Instrument;
    public int Zero;
    public long MarketTime;

    /// <summary>The best bid; 0 when there is none.</summary>
    public long Bid;

    /// <summary>0: nobody knows how much.</summary>
    public long BidSize;
    public long Ask;
    public long AskSize;

    /// <summary>0 when there was no trade.</summary>
    public long LastPrice;
}
