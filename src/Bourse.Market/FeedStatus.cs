using System.Runtime.InteropServices;
using System.Text;

namespace Bourse.Market;

/// <summary>A change in a feed's state, as stored on the tape.</summary>
/// <remarks>
/// <code>
///  0         40      41        48
///  +---------+-------+---------+------------------+
///  | header  | state | zero: 7 | text (len, text) |
///  +---------+-------+---------+------------------+
/// </code>
/// </remarks>
public readonly record struct FeedStatus(EventHeader Header, FeedState State, string Text)
{
    /// <summary>More than any status takes.</summary>
    public const int BytesMax = TextOffset + 256;

    private const int TextOffset = 48;

    // A character takes at most three bytes of UTF-8 (a pair of them four), and a text at most 255.
    private const int CharactersThatFit = 85;

    /// <summary>Writes the status, its text cut to what fits; returns the bytes written.</summary>
    public int Write(Span<byte> destination)
    {
        destination[..TextOffset].Clear();
        MemoryMarshal.Write(destination, Header);
        destination[40] = (byte)State;
        var texts = new ShortTextWriter(destination, TextOffset);
        texts.Write(Encoding.UTF8.GetByteCount(Text) <= byte.MaxValue ? Text : Text[..CharactersThatFit]);
        return texts.Position;
    }

    /// <summary>Reads a status; null when the payload is too short to hold one.</summary>
    public static FeedStatus? Read(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < TextOffset)
            return null;
        var texts = new ShortTextReader(payload, TextOffset);
        return texts.TryRead(out var text)
            ? new FeedStatus(EventHeader.In(payload), (FeedState)payload[40], text)
            : null;
    }
}
