using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// What an order of a group has for itself; all zeros where the group has no such leg.
/// <code>
///  0      1          2       3   8       16     24        32
///  | kind | lifetime | flags | 0 | price | stop | expires |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct GroupLeg
{
    public OrderKind Kind;
    public Lifetime Lifetime;
    public OrderFlags Flags;
    public byte Zero0;
    public int Zero1;

    /// <summary>A multiple of the tick; 0 where the kind has no limit.</summary>
    public long Price;

    /// <summary>Of a stop, a multiple of the tick; else 0.</summary>
    public long StopPrice;

    /// <summary>Of one good till a date, when it ends, in nanoseconds since 1970; else 0.</summary>
    public long ExpiresAt;
}
