using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// An account's position in an instrument after the command; once a command and position.
/// <code>
///  0        24           28  32         40  48     64         80     96
///  | header | instrument | 0 | quantity | 0 | cost | realised | fees |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct PositionChanged
{
    public BlotterHeader Header;
    public int Instrument;
    public int Zero0;

    /// <summary>Bought less sold here, in 10⁻⁸; below 0 more was sold.</summary>
    public long Quantity;
    public long Zero1;

    /// <summary>What the quantity was traded for, in 10⁻⁸ of the quote asset, with its sign; 128 bits.</summary>
    public Int128 Cost;

    /// <summary>Profit of what was closed, before fees.</summary>
    public Int128 Realised;

    /// <summary>Fees paid, less rebates.</summary>
    public Int128 Fees;
}
