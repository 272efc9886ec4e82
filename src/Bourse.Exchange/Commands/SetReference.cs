using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// What is known of the market elsewhere of an instrument on paper: the only way in which prices of outside come in.
/// Times are the market's, nanoseconds since 1970. A price is as old as its time is behind the market's, and grows older
/// with the exchange's time.
/// <code>
///  0            4      5      6   8
///  | instrument | bids | asks | 0 |
///  8             16           24           32           40           200          360
///  | market time | quote time | last price | last time  | bid levels | ask levels |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SetReference
{
    public int Instrument;

    /// <summary>How many levels there are, 0 to 10.</summary>
    public byte Bids;
    public byte Asks;
    public ushort Zero;

    /// <summary>What the time is there; for a market that is a recording, the time of its latest event.</summary>
    public long MarketTime;

    /// <summary>When the levels were so; not after the market's time.</summary>
    public long QuoteTime;

    /// <summary>The price of the last trade; 0 when there was none.</summary>
    public long LastPrice;
    public long LastTime;

    /// <summary>Ten of a price and a size each, the best first; size 0: nobody knows how much.</summary>
    public ReferenceLevels BidLevels;
    public ReferenceLevels AskLevels;
}
