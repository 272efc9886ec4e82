namespace Bourse.Exchange;

/// <summary>The ends of a linked list of orders, the oldest first; 0 and 0 when it is empty.</summary>
internal struct OrderList
{
    public int First;
    public int Last;
}
