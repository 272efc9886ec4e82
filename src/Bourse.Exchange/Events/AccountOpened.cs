using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// The header's account is open.
/// <code>
///  0        24      28  32     72
///  | header | group | 0 | name |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct AccountOpened
{
    public BlotterHeader Header;
    public int Group;
    public int Zero;
    public Text40 Name;
}
