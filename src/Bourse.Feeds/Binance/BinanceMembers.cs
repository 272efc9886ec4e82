using System.Text.Json;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Binance;

/// <summary>
/// Where an object's values lie in a frame, by the names that Binance uses, in whatever order they come. A text lies
/// between its quotes, a list or an object with its brackets. Of two values with one name, the last counts.
/// </summary>
internal readonly ref struct BinanceMembers(Span<VenueEvent.Slice> places)
{
    // Names of one letter have the places 0 to 57, "A" to "z"; those of more letters follow.
    public const int PreviousNumber = 58;
    public const int Data = 59;
    public const int Result = 60;
    public const int Error = 61;
    public const int Message = 62;
    public const int LastNumber = 63;
    public const int Bids = 64;
    public const int Asks = 65;
    private const int Other = 66;

    /// <summary>How many places the span holds, all empty.</summary>
    public const int Count = 67;

    private readonly Span<VenueEvent.Slice> _places = places;

    public VenueEvent.Slice this[char letter] => _places[letter - 'A'];

    public VenueEvent.Slice this[int name] => _places[name];

    /// <summary>
    /// Reads a frame as Binance writes it, <c>{"stream":"…","data":{…}}</c> without white space or nested objects;
    /// false where it is anything else, and what was noted then means nothing.
    /// </summary>
    public bool TryReadUsual(ReadOnlySpan<byte> frame)
    {
        if (!frame.StartsWith("{\"stream\":\""u8))
            return false;
        var name = frame[11..].IndexOf((byte)'"');
        var i = 11 + name;
        if (name < 0 || !frame[i..].StartsWith("\",\"data\":{"u8))
            return false;
        i += 10;
        while (TryReadUsualMember(frame, ref i) && i + 1 < frame.Length)
        {
            if (frame[i] == ',')
                i++;
            else
                return frame[i] == '}' && frame[i + 1] == '}' && i + 2 == frame.Length;
        }

        return false;
    }

    /// <summary>Reads any object; places are given from the beginning of the whole frame.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="FormatException">It is not an object.</exception>
    public void Read(ReadOnlySpan<byte> frame, VenueEvent.Slice part)
    {
        _places.Clear();
        var json = new Utf8JsonReader(part.Of(frame));
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new FormatException("an object was expected");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameOf(json.ValueSpan);
            json.Read();
            var start = (int)json.TokenStartIndex;
            var isText = json.TokenType == JsonTokenType.String;
            json.Skip();
            var length = (int)json.BytesConsumed - start;
            _places[name] = isText
                ? new VenueEvent.Slice(part.Start + start + 1, length - 2)
                : new VenueEvent.Slice(part.Start + start, length);
        }

        json.Read();
    }

    private bool TryReadUsualMember(ReadOnlySpan<byte> frame, ref int i)
    {
        if (frame.Length < i + 6 || frame[i] != '"')
            return false;
        var nameLength = frame[i + 2] == '"' ? 1 : frame[(i + 1)..].IndexOf((byte)'"');
        if (nameLength < 1)
            return false;
        var name = NameOf(frame.Slice(i + 1, nameLength));
        i += nameLength + 2;
        if (frame.Length < i + 2 || frame[i++] != ':')
            return false;
        var length = UsualLength(frame[i..], out var quotes);
        _places[name] = new VenueEvent.Slice(i + quotes, length);
        i += length + quotes + quotes;
        return length >= 0;
    }

    // The length of a value, without its quotes; less than 0 where it is not a usual one.
    private static int UsualLength(ReadOnlySpan<byte> rest, out int quotes)
    {
        quotes = rest[0] == '"' ? 1 : 0;
        if (quotes == 1)
        {
            var end = rest[1..].IndexOfAny((byte)'"', (byte)'\\');
            return end >= 0 && rest[end + 1] == '"' ? end : -1;
        }

        if (rest[0] != '[')
            return rest[0] == '{' ? -1 : rest.IndexOfAny((byte)',', (byte)'}');
        if (rest.Length > 1 && rest[1] == ']')
            return 2;
        var lists = rest.IndexOf("]]"u8);
        return lists < 0 ? -1 : lists + 2;
    }

    private static int NameOf(ReadOnlySpan<byte> name)
    {
        if (name.Length == 1)
            return name[0] is >= (byte)'A' and <= (byte)'z' ? name[0] - 'A' : Other;
        if (name.SequenceEqual("pu"u8))
            return PreviousNumber;
        if (name.SequenceEqual("data"u8))
            return Data;
        if (name.SequenceEqual("result"u8))
            return Result;
        if (name.SequenceEqual("error"u8))
            return Error;
        if (name.SequenceEqual("msg"u8))
            return Message;
        if (name.SequenceEqual("lastUpdateId"u8))
            return LastNumber;
        if (name.SequenceEqual("bids"u8))
            return Bids;
        return name.SequenceEqual("asks"u8) ? Asks : Other;
    }
}
