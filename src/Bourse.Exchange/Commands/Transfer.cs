using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// The payload of <see cref="CommandType.Deposit"/> and <see cref="CommandType.Withdraw"/>: so much of an asset comes
/// into the exchange or leaves it.
/// <code>
///  0         4       8        16          56
///  | account | asset | amount | client id |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct Transfer
{
    public int Account;
    public int Asset;

    /// <summary>Units of 10⁻⁸, at least 1.</summary>
    public long Amount;

    /// <summary>Empty, or what recognises a repetition: see <see cref="PlaceOrder.ClientId"/>.</summary>
    public Text40 ClientId;
}
