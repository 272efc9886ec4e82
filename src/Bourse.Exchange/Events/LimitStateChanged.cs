using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// The best bid is at the upper end of the band, or the best offer at the lower; or neither is any more. Public.
/// <code>
///  0        24           28      29  32      40      48
///  | header | instrument | is on | 0 | lower | upper |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct LimitStateChanged
{
    public BlotterHeader Header;
    public int Instrument;
    public byte IsOn;
    public byte Zero0;
    public ushort Zero1;
    public long Lower;
    public long Upper;
}
