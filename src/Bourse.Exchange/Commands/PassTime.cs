using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Nothing but its time: what is due by then happens. Its payload is eight zeros.
/// <code>
///  0   8
///  | 0 |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct PassTime
{
    public long Zero;
}
