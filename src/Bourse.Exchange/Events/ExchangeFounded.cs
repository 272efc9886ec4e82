using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// The exchange has its limits. The key is in the orders alone.
/// <code>
///  0        24               32                40             44             48
///  | header | client ids max | book orders max | triggers max | trailing max |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct ExchangeFounded
{
    public BlotterHeader Header;
    public long ClientIdsMax;
    public long BookOrdersMax;
    public int TriggersPerCommandMax;
    public int TrailingStopsMax;
}
