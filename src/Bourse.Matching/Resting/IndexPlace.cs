namespace Bourse.Matching;

/// <summary>
/// Where an order is in the <see cref="OrderIndex"/>, or would be added. It holds while nothing is added, whatever is
/// removed meanwhile.
/// </summary>
/// <param name="line">The line; the id's home when the order is not there.</param>
/// <param name="slot">The slot; <see cref="IndexLine.Slots"/> or more when the home has no room.</param>
internal readonly struct IndexPlace(IndexLine line, int slot)
{
    public IndexLine Line => line;

    public int Slot => slot;

    public bool HasRoom => slot < IndexLine.Slots;
}
