using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Accounts can hold another asset.
/// <code>
///  0        24      28  32     48
///  | header | asset | 0 | name |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct AssetAdded
{
    public BlotterHeader Header;
    public int Asset;
    public int Zero;
    public Text16 Name;
}
