namespace Bourse.Exchange;

/// <summary>What a stop order waits for. Prices in 10⁻⁸, rates in millionths.</summary>
internal struct Stop
{
    private const int Million = 1_000_000;

    /// <summary>It is triggered by a price as high as this for a buy, as low for a sell.</summary>
    public long Price;

    /// <summary>How far a trailing stop stays from the mark: so much, or such a part of it.</summary>
    public long Trail;
    public int TrailRate;

    /// <summary>Of a trailing stop, the best price since it waits: the highest for a sell, the lowest for a buy.</summary>
    public long Mark;

    /// <summary>Its place among those that wait for a price; 0 when it does not.</summary>
    public int InHeap;

    /// <summary>Its price has come, and its turn has not; and its neighbours among those.</summary>
    public bool IsDue;
    public OrderLink InDue;

    /// <summary>It follows the price; and its neighbours among those that do.</summary>
    public bool IsTrailing;
    public OrderLink InTrailing;

    /// <summary>It is not triggered yet.</summary>
    public readonly bool IsWaiting => InHeap != 0 || IsDue;

    /// <summary>
    /// The stop that belongs to the mark, rounded to a tick away from it; 0 or more than a price may be when there is
    /// none. A better mark never makes a worse stop.
    /// </summary>
    public readonly long Trailed(bool isBuy, long tick)
    {
        var away = Trail != 0 ? (Int128)Trail * Million : Exact.Millionths(Mark, TrailRate);
        var step = (Int128)tick * Million;
        var exact = (Int128)Mark * Million + (isBuy ? away + step - 1 : -away);
        return exact <= 0 ? 0 : (long)(exact / step) * tick;
    }
}
