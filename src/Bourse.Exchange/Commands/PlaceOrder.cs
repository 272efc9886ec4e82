using System.Runtime.InteropServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>
/// A new order. Its id is the sequence of this command × 10. Amounts in units of 10⁻⁸.
/// <code>
///  0         4            8      9      10         11    12      13    16
///  | account | instrument | side | kind | lifetime | stp | flags | 0   |
///  16      24         32         40        48        56        60           64     72      80          120
///  | price | quantity | notional | display | expires | session | trail rate | stop | trail | client id |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct PlaceOrder
{
    public int Account;
    public int Instrument;
    public Side Side;
    public OrderKind Kind;
    public Lifetime Lifetime;

    /// <summary>What happens when it meets an order of the same account or group.</summary>
    public SelfTradePrevention SelfTradePrevention;
    public OrderFlags Flags;
    public byte Zero0;
    public byte Zero1;
    public byte Zero2;

    /// <summary>A multiple of the tick; 0 where the kind has no limit.</summary>
    public long Price;

    /// <summary>A multiple of the lot; 0 for an order by notional.</summary>
    public long Quantity;

    /// <summary>
    /// Of a market order instead of a quantity: what to spend, fees included, or what to sell for, before fees.
    /// </summary>
    public long Notional;

    /// <summary>Of an iceberg, what it shows at a time, a multiple of the lot; else 0.</summary>
    public long Display;

    /// <summary>Of one good till a date, when it ends, in nanoseconds since 1970; else 0.</summary>
    public long ExpiresAt;

    /// <summary>
    /// The session of the account that it belongs to, so that it can be cancelled with the session; 0 none.
    /// </summary>
    public int Session;

    /// <summary>Of a trailing stop instead of a trail: the part of the price, in millionths, below 1,000,000.</summary>
    public int TrailRate;

    /// <summary>
    /// Of a stop, a multiple of the tick that the price has not reached: a buy waits for one as high, a sell for one as
    /// low. 0 for other kinds, also for a trailing stop, which has its first from the last price.
    /// </summary>
    public long StopPrice;

    /// <summary>Of a trailing stop, a multiple of the tick: how far its stop stays from the best price.</summary>
    public long Trail;

    /// <summary>
    /// Empty, or up to 36 bytes by which the account recognises the command: the same command again gets the first
    /// one's answer and does nothing, another command with the same id is refused.
    /// </summary>
    public Text40 ClientId;
}
