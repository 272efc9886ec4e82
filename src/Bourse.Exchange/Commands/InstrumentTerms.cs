using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// The rules of one instrument that may change. Amounts in units of 10⁻⁸, rates in millionths.
/// <code>
///  0      8     16          24             32      36      40           44     48
///  | tick | lot | value min | quantity max | maker | taker | protection | band |
///  48              56              64
///  | quote age max | trade age max |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct InstrumentTerms
{
    /// <summary>Fees are at most a tenth of the value.</summary>
    public const int RateMax = 100_000;

    /// <summary>A market order may be let go as far as to twice the best price.</summary>
    public const int ProtectionMax = 1_000_000;

    /// <summary>No price is of use after a year.</summary>
    public const long AgeMax = 366 * Timestamp.PerDay;

    /// <summary>The step of prices, at least 1; changes only while no order is open.</summary>
    public long Tick;

    /// <summary>The step of quantities, at least 1; changes only while no order is open.</summary>
    public long Lot;

    /// <summary>The least value of a new order; 0 none.</summary>
    public long ValueMin;

    /// <summary>The largest quantity of an order; 0 none.</summary>
    public long QuantityMax;

    /// <summary>The fee of whoever was there; below 0 a rebate, never larger than the taker's fee.</summary>
    public int MakerRate;

    /// <summary>The fee of whoever came.</summary>
    public int TakerRate;

    /// <summary>How far from the best price a market order may trade, in millionths of it.</summary>
    public int Protection;

    /// <summary>
    /// How far from the reference price orders may be priced to trade, in millionths of it; 0 no band.
    /// </summary>
    public int Band;

    /// <summary>On paper, how old in nanoseconds a quote may be, at least 1; else 0.</summary>
    public long QuoteAgeMax;

    /// <summary>
    /// On paper, how old in nanoseconds a last trade may be where there is no quote; 0: trades are not traded at.
    /// </summary>
    public long TradeAgeMax;
}
