using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>
/// The frames that a voice has said and nobody has sent yet, in one piece of memory that is used again. Writing
/// allocates only to grow. One thread.
/// </summary>
public sealed class VoiceFrames
{
    private const int OurDecimals = 8;
    private const int NumberBytesMax = 40;

    private readonly List<int> _ends = [];
    private byte[] _bytes = new byte[1 << 16];
    private int _length;

    public int Count => _ends.Count;

    /// <summary>Bytes of all frames.</summary>
    public int Bytes => _ends.Count == 0 ? 0 : _ends[^1];

    /// <summary>A frame, valid until the next is written.</summary>
    public ReadOnlyMemory<byte> this[int i]
    {
        get
        {
            var start = i == 0 ? 0 : _ends[i - 1];
            return _bytes.AsMemory(start, _ends[i] - start);
        }
    }

    public void Clear()
    {
        _ends.Clear();
        _length = 0;
    }

    /// <summary>Writes text as it is.</summary>
    internal VoiceFrames Put(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        _length += text.Length;
        return this;
    }

    /// <summary>Writes what a client or an instrument called something, escaped, without quotes.</summary>
    internal VoiceFrames Put(string text) => Put(JsonEncodedText.Encode(text).EncodedUtf8Bytes);

    internal VoiceFrames Put(long number)
    {
        Utf8Formatter.TryFormat(number, Room(NumberBytesMax), out var written);
        _length += written;
        return this;
    }

    /// <summary>Writes units of 10⁻⁸ with at least so many decimals, and more where they would not hold them all.</summary>
    internal VoiceFrames Put(long units, int decimals)
    {
        if (units < 0)
            Put("-"u8);
        var (whole, rest) = Math.DivRem(units, Price.UnitsPerOne);
        Put(Math.Abs(whole));
        Span<byte> digits = stackalloc byte[OurDecimals];
        Utf8Formatter.TryFormat(Math.Abs(rest), digits, out _, new System.Buffers.StandardFormat('D', OurDecimals));
        var count = Math.Max(digits.TrimEnd((byte)'0').Length, Math.Min(decimals, OurDecimals));
        return count == 0 ? this : Put("."u8).Put(digits[..count]);
    }

    /// <summary>Writes a time as ISO 8601, without quotes.</summary>
    internal VoiceFrames Put(Timestamp time)
    {
        _length += time.Format(Room(Timestamp.TextBytesMax));
        return this;
    }

    /// <summary>What was written since the last end is a frame.</summary>
    internal void End() => _ends.Add(_length);

    /// <summary>Takes a whole frame.</summary>
    internal void Add(ReadOnlySpan<byte> frame) => Put(frame).End();

    /// <summary>Forgets what was written since the last end.</summary>
    internal void Discard() => _length = Bytes;

    public override string ToString() =>
        string.Join('\n', Enumerable.Range(0, Count).Select(i => Encoding.UTF8.GetString(this[i].Span)));

    private Span<byte> Room(int bytes)
    {
        if (_bytes.Length - _length < bytes)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes));
        return _bytes.AsSpan(_length);
    }
}
