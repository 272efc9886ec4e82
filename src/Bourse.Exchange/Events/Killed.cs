using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// A kill switch was set, and has ended so many orders.
/// <code>
///  0        24           28      29  32       36  40
///  | header | instrument | is on | 0 | orders | 0 |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct Killed
{
    public BlotterHeader Header;
    public int Instrument;
    public byte IsOn;
    public byte Zero0;
    public ushort Zero1;
    public int Orders;
    public int Zero2;
}
