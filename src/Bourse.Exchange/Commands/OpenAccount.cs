using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Opens an account, numbered from 2 in the order of opening. Accounts of one group, unless 0, count as one for
/// self-trade prevention.
/// <code>
///  0      40      44    48
///  | name | group | 0   |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct OpenAccount
{
    /// <summary>Unique; at least one byte.</summary>
    public Text40 Name;
    public int Group;
    public int Zero;
}
