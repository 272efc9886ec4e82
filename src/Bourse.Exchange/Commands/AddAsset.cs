using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Adds something that accounts hold: a currency, a coin, a share. Numbered from 1 in the order of adding.
/// <code>
///  0      16
///  | name |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct AddAsset
{
    /// <summary>Unique; at least one byte.</summary>
    public Text16 Name;
}
