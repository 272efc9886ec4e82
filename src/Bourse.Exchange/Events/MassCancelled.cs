using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// A mass cancel is done; the header's account is 0 when it was for all.
/// <code>
///  0        24           28     29  32       36  40
///  | header | instrument | side | 0 | orders | 0 |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct MassCancelled
{
    public BlotterHeader Header;
    public int Instrument;
    public Side Side;
    public byte Zero0;
    public ushort Zero1;

    /// <summary>How many it ended.</summary>
    public int Orders;
    public int Zero2;
}
