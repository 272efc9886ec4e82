using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// An account has other limits.
/// <code>
///  0        24                28  32                40
///  | header | open orders max | 0 | order value max |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct AccountLimited
{
    public BlotterHeader Header;
    public int OpenOrdersMax;
    public int Zero;
    public long OrderValueMax;
}
