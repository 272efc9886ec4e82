using System.Buffers.Text;
using System.Text.Json;
using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// A JSON frame, read part by part. Numbers may stand in quotes. Names and texts are compared as they are written:
/// what an escape hides is not found. A copy goes on from where the original was.
/// </summary>
internal ref struct JsonParts : IFrameParts
{
    private const int NoItems = -1;

    private Utf8JsonReader _json;

    /// <exception cref="JsonException">The frame is empty, or does not begin as JSON does.</exception>
    public JsonParts(ReadOnlySpan<byte> frame)
    {
        _json = new Utf8JsonReader(frame);
        _json.Read();
    }

    public readonly int BeginObject() =>
        _json.TokenType == JsonTokenType.StartObject ? 0 : throw new FormatException("an object was expected");

    public bool NextMember(ref int left, out ReadOnlySpan<byte> name)
    {
        _json.Read();
        name = _json.ValueSpan;
        return _json.TokenType == JsonTokenType.PropertyName && _json.Read();
    }

    public readonly int BeginArray() => _json.TokenType switch
    {
        JsonTokenType.StartArray => 0,
        JsonTokenType.Null => NoItems,
        _ => throw new FormatException("an array was expected"),
    };

    public bool NextItem(ref int left) => left != NoItems && _json.Read() && _json.TokenType != JsonTokenType.EndArray;

    /// <summary>The text as it is written in the frame; valid as long as the frame.</summary>
    public readonly ReadOnlySpan<byte> Text =>
        _json.TokenType == JsonTokenType.String ? _json.ValueSpan : throw new FormatException("a text was expected");

    public VenueEvent.Slice ReadText() => _json.ReadSlice();

    public Price ReadPrice() => Price.TryParse(Digits, out var price) is var fault and not NumberFault.None
        ? throw new FormatException($"a price cannot be held: {fault}")
        : price;

    public Quantity ReadQuantity() => Quantity.TryParse(Digits, out var quantity) is var fault and not NumberFault.None
        ? throw new FormatException($"a quantity cannot be held: {fault}")
        : quantity;

    public long ReadWhole() =>
        Utf8Parser.TryParse(Digits, out long number, out var read) && read == _json.ValueSpan.Length
            ? number
            : throw new FormatException("a whole number was expected");

    public Timestamp ReadTime() => Timestamp.TryParse(Text, out var time)
        ? time
        : throw new FormatException("a time was expected");

    public void Skip() => _json.Skip();

    /// <summary>The frame ends here.</summary>
    /// <exception cref="JsonException">Something follows.</exception>
    public void End() => _json.Read();

    /// <summary>Looks for a text among the members of the object that begins here; stays where it is.</summary>
    public readonly bool TryFindText(ReadOnlySpan<byte> member, out VenueEvent.Slice text)
    {
        text = default;
        var ahead = this;
        var left = ahead.BeginObject();
        while (ahead.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual(member) && ahead._json.TokenType == JsonTokenType.String)
            {
                text = ahead.ReadText();
                return true;
            }

            ahead.Skip();
        }

        return false;
    }

    private readonly ReadOnlySpan<byte> Digits => _json.TokenType is JsonTokenType.String or JsonTokenType.Number
        ? _json.ValueSpan
        : throw new FormatException("a number was expected");
}
