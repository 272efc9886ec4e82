using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Cancels an open order, named by its id or, where that is 0, by the client id it was placed with.
/// <code>
///  0         4   8       16          56
///  | account | 0 | order | client id |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct CancelOrder
{
    public int Account;
    public int Zero;
    public long OrderId;
    public Text40 ClientId;
}
