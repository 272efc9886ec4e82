using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// What an account has of an asset after the command; once a command and balance.
/// <code>
///  0        24      28  32      40     48
///  | header | asset | 0 | total | held |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct BalanceChanged
{
    public BlotterHeader Header;
    public int Asset;
    public int Zero;

    /// <summary>Units of 10⁻⁸, what is held included.</summary>
    public long Total;

    /// <summary>Held for open orders: it can be neither withdrawn nor used for another order.</summary>
    public long Held;
}
