using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// An account has another limit in an instrument.
/// <code>
///  0        24           28  32             40
///  | header | instrument | 0 | quantity max |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct PositionLimited
{
    public BlotterHeader Header;
    public int Instrument;
    public int Zero;
    public long QuantityMax;
}
