using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Gives an open order another price or quantity. With the same price and no more quantity it keeps its place. Sent
/// twice it does no more than once.
/// <code>
///  0         4   8       16          56      64         72     80
///  | account | 0 | order | client id | price | quantity | stop |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct ReplaceOrder
{
    public int Account;
    public int Zero;
    public long OrderId;

    /// <summary>Where the order id is 0, the client id that the order was placed with.</summary>
    public Text40 ClientId;

    /// <summary>0 for a stop without a limit.</summary>
    public long Price;

    /// <summary>Of the whole order, what is filled included; more than that.</summary>
    public long Quantity;

    /// <summary>Of a stop that waits and does not trail, another stop; 0: the same.</summary>
    public long StopPrice;
}
