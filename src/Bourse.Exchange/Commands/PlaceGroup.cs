using System.Runtime.InteropServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>
/// Up to three orders of one account in one instrument, taken together or not at all. Their ids are the sequence of this
/// command × 10 and the number of the leg.
/// <code>
///  0         4            8      9      10    11  12        16         24
///  | account | instrument | kind | side | stp | 0 | session | quantity |
///  24      56      88      120         160
///  | leg 1 | leg 2 | leg 3 | client id |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct PlaceGroup
{
    public int Account;
    public int Instrument;
    public GroupKind Kind;

    /// <summary>Of leg 1. What leg 1 triggers is on the other side, what cancels it on the same.</summary>
    public Side Side;

    /// <summary>Of all legs.</summary>
    public SelfTradePrevention SelfTradePrevention;
    public byte Zero;

    /// <summary>Of all legs, as of a single order.</summary>
    public int Session;

    /// <summary>What each leg is for, a multiple of the lot.</summary>
    public long Quantity;
    public GroupLeg Leg1;
    public GroupLeg Leg2;
    public GroupLeg Leg3;

    /// <summary>As of a single order; a cancel by it ends all legs.</summary>
    public Text40 ClientId;
}
