namespace Bourse.Exchange;

/// <summary>An order's place in its book: what it hides is what it does not show, in lots.</summary>
internal struct QueuedOrder
{
    public int Order;
    public long Shown;
    public long Display;
}
