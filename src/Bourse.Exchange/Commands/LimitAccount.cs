using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Limits what an account may have and send from now on; what is open stays.
/// <code>
///  0         4                 8                 16
///  | account | open orders max | order value max |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct LimitAccount
{
    public int Account;

    /// <summary>Open orders at most, in all instruments; 0 none may be placed.</summary>
    public int OpenOrdersMax;

    /// <summary>The largest value of one order at its price, in 10⁻⁸ of the quote asset; 0 no limit.</summary>
    public long OrderValueMax;
}
