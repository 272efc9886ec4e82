namespace Bourse.Exchange;

/// <summary>An order's neighbours in a list.</summary>
internal struct OrderLink
{
    public int Next;
    public int Prev;
}
