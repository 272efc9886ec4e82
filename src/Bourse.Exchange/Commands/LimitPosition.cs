using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Limits how far an account's position in an instrument may go either way, were all its open orders filled.
/// <code>
///  0         4            8              16
///  | account | instrument | quantity max |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct LimitPosition
{
    public int Account;
    public int Instrument;

    /// <summary>Units of 10⁻⁸; 0 no limit.</summary>
    public long QuantityMax;
}
