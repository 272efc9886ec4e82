using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// The ids of commands that had ended longest are forgotten and may come again.
/// <code>
///  0        24      32
///  | header | count |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct ClientIdsForgotten
{
    public BlotterHeader Header;
    public long Count;
}
