using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// An order that waits for another's fills has come to more of its quantity.
/// <code>
///  0        24      32           36  40   48     56
///  | header | order | instrument | 0 | by | open |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct OrderActivated
{
    public BlotterHeader Header;
    public long OrderId;
    public int Instrument;
    public int Zero;
    public long By;
    public long Open;
}
