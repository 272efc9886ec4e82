using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Client ids are remembered this long after the end.
/// <code>
///  0        24            32
///  | header | nanoseconds |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct ClientIdsKept
{
    public BlotterHeader Header;
    public long Nanoseconds;
}
