using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// A venue's frame, read from its beginning part by part: <see cref="JsonParts"/> and <see cref="PackedParts"/>. A
/// decoder written against it reads JSON and MessagePack. Whatever a member or an item holds must be read, begun or
/// skipped before the next is asked for.
/// </summary>
/// <remarks>Every method throws a FormatException where a value is not of its kind or cannot be held exactly.</remarks>
internal interface IFrameParts
{
    /// <summary>Enters an object; returns what <see cref="NextMember"/> is to count with.</summary>
    public int BeginObject();

    /// <summary>Goes on to the object's next member; false at its end.</summary>
    public bool NextMember(ref int left, out ReadOnlySpan<byte> name);

    /// <summary>Looks for a text among the members of the object that begins here; stays where it is.</summary>
    public bool TryFindText(ReadOnlySpan<byte> member, out VenueEvent.Slice text);

    /// <summary>
    /// Enters an array, or null, which is an empty one; returns what <see cref="NextItem"/> is to count with.
    /// </summary>
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
