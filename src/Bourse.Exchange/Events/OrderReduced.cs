using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Some of an order was taken away without a trade; it goes on with the rest.
/// <code>
///  0        24      32           36    37  40   48     56
///  | header | order | instrument | why | 0 | by | open |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct OrderReduced
{
    public BlotterHeader Header;
    public long OrderId;
    public int Instrument;

    /// <summary>Self-trade, or why the rest would have ended too.</summary>
    public EndReason Why;
    public byte Zero0;
    public ushort Zero1;
    public long By;
    public long Open;
}
