using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// An amount has come into the exchange or left it.
/// <code>
///  0        24      28  32       40          80
///  | header | asset | 0 | amount | client id |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct Transferred
{
    public BlotterHeader Header;
    public int Asset;
    public int Zero;

    /// <summary>Units of 10⁻⁸; below 0 it left.</summary>
    public long Amount;
    public Text40 ClientId;
}
