using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Kraken;

/// <summary>Steps through a frame: what is not as it must be is an exception, never a wrong value.</summary>
internal static class KrakenJson
{
    /// <summary>Goes on to the next token, which must be of that kind.</summary>
    public static void Expect(this ref Utf8JsonReader json, JsonTokenType token)
    {
        if (!json.Read() || json.TokenType != token)
            throw new FormatException($"{token} was expected, not {json.TokenType}");
    }

    /// <summary>Within an object: goes on to the next member's name; false at the end.</summary>
    public static bool NextMember(this ref Utf8JsonReader json) =>
        json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Within an array: goes on to the next item; false at the end.</summary>
    public static bool NextItem(this ref Utf8JsonReader json) =>
        json.Read() && json.TokenType != JsonTokenType.EndArray;

    /// <summary>The member's name, or the text, is that one. Written with escapes it is another.</summary>
    public static bool Is(this ref Utf8JsonReader json, ReadOnlySpan<byte> text) =>
        json.ValueSpan.SequenceEqual(text);

    /// <summary>Goes past the value of the member whose name was read.</summary>
    public static void SkipMember(this ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    /// <summary>The text that is the member's value, as a place in the frame.</summary>
    public static VenueEvent.Slice TextMember(this ref Utf8JsonReader json)
    {
        json.Read();
        return json.ReadSlice();
    }

    /// <summary>The reader's value, in quotes or not, as a checksum.</summary>
    public static uint ReadChecksum(this ref Utf8JsonReader json) =>
        json.ReadWhole() is >= 0 and <= uint.MaxValue and var checksum
            ? (uint)checksum
            : throw new FormatException("a checksum has 32 bits");

    /// <summary>The reader's text as a time: "2022-12-25T09:30:59.123456Z".</summary>
    public static Timestamp ReadTime(this ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.String && Timestamp.TryParse(json.ValueSpan, out var time)
            ? time
            : throw new FormatException("a time was expected");

    /// <summary>The reader's value, in quotes or not, as seconds since 1970 with decimals.</summary>
    public static Timestamp ReadSeconds(this ref Utf8JsonReader json)
    {
        byte decimals = 0;
        var seconds = json.ReadPrice(ref decimals).Units;
        return seconds is >= 0 and <= long.MaxValue / NanosecondsPerUnit
            ? new Timestamp(seconds * NanosecondsPerUnit)
            : throw new FormatException("a time was expected");
    }

    private const long NanosecondsPerUnit = Timestamp.PerSecond / Price.UnitsPerOne;
}
