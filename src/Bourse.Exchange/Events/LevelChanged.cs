using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// A price of a book now shows this quantity of so many orders; 0 and 0: nobody is there any more. Public.
/// <code>
///  0        24           28     29  32      40         48       52  56
///  | header | instrument | side | 0 | price | quantity | orders | 0 |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct LevelChanged
{
    public BlotterHeader Header;
    public int Instrument;
    public Side Side;
    public byte Zero0;
    public ushort Zero1;
    public long Price;
    public long Quantity;
    public int Orders;
    public int Zero2;
}
