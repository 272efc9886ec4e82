using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// A venue's frame, read from its beginning part by part: <see cref="JsonParts"/>, and the same of MessagePack.
/// A decoder written against it reads both. Whatever a member or an item holds must be read, begun or skipped before
/// the next is asked for.
/// </summary>
/// <remarks>Every method throws a FormatException where a value is not of its kind or cannot be held exactly.</remarks>
internal interface IFrameParts
{
    /// <summary>Enters an object; returns what <see cref="NextMember"/> is to count with.</summary>
    public int BeginObject();

    /// <summary>Goes on to the object's next member; false at its end.</summary>
    public bool NextMember(ref int left, out ReadOnlySpan<byte> name);

    /// <summary>Enters an array; returns what <see cref="NextItem"/> is to count with.</summary>
    public int BeginArray();

    /// <summary>Goes on to the array's next item; false at its end.</summary>
    public bool NextItem(ref int left);

    /// <summary>Where the text lies in the frame.</summary>
    public VenueEvent.Slice ReadText();

    public Price ReadPrice();

    public Quantity ReadQuantity();

    public long ReadWhole();

    public Timestamp ReadTime();

    /// <summary>Passes over the value, whatever it holds.</summary>
    public void Skip();
}
