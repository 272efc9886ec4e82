using System.Buffers.Binary;
using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// A MessagePack frame, read part by part; nothing is copied. Names are texts, times are the extension of type −1 or
/// ISO 8601. A copy goes on from where the original was.
/// </summary>
/// <remarks>
/// <code>
///  80..8f object  90..9f array  a0..bf text          (count or length in the low bits)
///  c0 null  c2 c3 boolean  c4..c6 bytes  c7..c9 extension
///  ca cb float  cc..cf unsigned  d0..d3 signed       (big-endian)
///  d4..d8 extension of 1, 2, 4, 8, 16 bytes  d9..db text  dc dd array  de df object
///  00..7f and e0..ff: the number itself
/// </code>
/// </remarks>
internal ref struct PackedParts(ReadOnlySpan<byte> frame) : IFrameParts
{
    private const byte TimeType = 0xff;

    private readonly ReadOnlySpan<byte> _frame = frame;
    private int _at;

    public int BeginObject()
    {
        var head = ReadHead();
        return Counted(head switch
        {
            >= 0x80 and <= 0x8f => head & 0x0f,
            0xde => ReadUnsigned(2),
            0xdf => ReadUnsigned(4),
            _ => throw new FormatException("an object was expected"),
        });
    }

    public bool NextMember(ref int left, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (left-- <= 0)
            return false;
        name = ReadText().Of(_frame);
        return true;
    }

    public int BeginArray()
    {
        var head = ReadHead();
        return Counted(head switch
        {
            >= 0x90 and <= 0x9f => head & 0x0f,
            0xdc => ReadUnsigned(2),
            0xdd => ReadUnsigned(4),
            0xc0 => 0,
            _ => throw new FormatException("an array was expected"),
        });
    }

    public readonly bool NextItem(ref int left) => left-- > 0;

    public VenueEvent.Slice ReadText()
    {
        var head = ReadHead();
        var length = head switch
        {
            >= 0xa0 and <= 0xbf => head & 0x1f,
            0xd9 => ReadUnsigned(1),
            0xda => ReadUnsigned(2),
            0xdb => ReadUnsigned(4),
            _ => throw new FormatException("a text was expected"),
        };
        return Take(length);
    }

    public Price ReadPrice() => new(ReadUnits());

    public Quantity ReadQuantity() => ReadUnits() is >= 0 and var units
        ? new Quantity(units)
        : throw new FormatException("a quantity is not negative");

    public long ReadWhole()
    {
        var head = ReadHead();
        return head switch
        {
            <= 0x7f or >= 0xe0 => unchecked((sbyte)head),
            >= 0xcc and <= 0xcf => ReadUnsigned(1 << (head - 0xcc)),
            0xd0 => unchecked((sbyte)ReadUnsigned(1)),
            0xd1 => unchecked((short)ReadUnsigned(2)),
            0xd2 => unchecked((int)ReadUnsigned(4)),
            0xd3 => BinaryPrimitives.ReadInt64BigEndian(Take(8).Of(_frame)),
            _ => throw new FormatException("a whole number was expected"),
        };
    }

    /// <summary>32 bits are seconds; 64 are 30 of nanoseconds and 34 of seconds; 96 are 32 and 64 of them.</summary>
    public Timestamp ReadTime()
    {
        var head = ReadHead();
        if (head is (>= 0xa0 and <= 0xbf) or (>= 0xd9 and <= 0xdb))
        {
            _at--;
            return Timestamp.TryParse(ReadText().Of(_frame), out var time) ? time : throw NoTime();
        }

        var length = head switch
        {
            0xd6 => 4,
            0xd7 => 8,
            0xc7 => ReadUnsigned(1),
            _ => throw NoTime(),
        };
        if (ReadUnsigned(1) != TimeType)
            throw NoTime();
        var bytes = Take(length).Of(_frame);
        return length switch
        {
            4 => Time(BinaryPrimitives.ReadUInt32BigEndian(bytes), 0),
            8 when BinaryPrimitives.ReadUInt64BigEndian(bytes) is var both =>
                Time((long)(both & 0x3_ffff_ffff), (long)(both >> 34)),
            12 => Time(BinaryPrimitives.ReadInt64BigEndian(bytes[4..]), BinaryPrimitives.ReadUInt32BigEndian(bytes)),
            _ => throw NoTime(),
        };
    }

    public void Skip()
    {
        for (var values = 1L; values > 0; values--)
        {
            var head = ReadHead();
            var fixedBytes = head switch
            {
                >= 0xa0 and <= 0xbf => head & 0x1f,
                0xcc or 0xd0 => 1,
                0xcd or 0xd1 => 2,
                0xca or 0xce or 0xd2 => 4,
                0xcb or 0xcf or 0xd3 => 8,
                0xc4 or 0xd9 => ReadUnsigned(1),
                0xc5 or 0xda => ReadUnsigned(2),
                0xc6 or 0xdb => ReadUnsigned(4),
                0xc7 => 1 + ReadUnsigned(1),
                0xc8 => 1 + ReadUnsigned(2),
                0xc9 => 1 + ReadUnsigned(4),
                >= 0xd4 and <= 0xd8 => 1 + (1 << (head - 0xd4)),
                _ => 0L,
            };
            Take(fixedBytes);
            values += head switch
            {
                >= 0x80 and <= 0x8f => 2 * (head & 0x0f),
                >= 0x90 and <= 0x9f => head & 0x0f,
                0xdc => ReadUnsigned(2),
                0xdd => ReadUnsigned(4),
                0xde => 2 * ReadUnsigned(2),
                0xdf => 2 * ReadUnsigned(4),
                _ => 0L,
            };
        }
    }

    public readonly bool TryFindText(ReadOnlySpan<byte> member, out VenueEvent.Slice text)
    {
        text = default;
        var ahead = this;
        var left = ahead.BeginObject();
        while (ahead.NextMember(ref left, out var name))
        {
            if (name.SequenceEqual(member))
            {
                text = ahead.ReadText();
                return true;
            }

            ahead.Skip();
        }

        return false;
    }

    /// <exception cref="FormatException">Something follows.</exception>
    public readonly void End()
    {
        if (_at != _frame.Length)
            throw new FormatException("something follows the frame's end");
    }

    private long ReadUnits()
    {
        if (_at >= _frame.Length || _frame[_at] is not (0xca or 0xcb))
            return FloatUnits.Of(ReadWhole());
        return ReadHead() == 0xcb
            ? FloatUnits.Of(BinaryPrimitives.ReadDoubleBigEndian(Take(8).Of(_frame)))
            : FloatUnits.Of(BinaryPrimitives.ReadSingleBigEndian(Take(4).Of(_frame)));
    }

    private byte ReadHead() => _at < _frame.Length ? _frame[_at++] : throw TooShort();

    private long ReadUnsigned(int bytes)
    {
        var value = 0UL;
        foreach (var one in Take(bytes).Of(_frame))
            value = (value << 8) | one;
        return value <= long.MaxValue ? (long)value : throw new FormatException("a number is too large");
    }

    private VenueEvent.Slice Take(long length)
    {
        if (length > _frame.Length - _at)
            throw TooShort();
        var taken = new VenueEvent.Slice(_at, (int)length);
        _at += taken.Length;
        return taken;
    }

    // Every item takes a byte: a count of more than are left is not believed.
    private readonly int Counted(long count) => count <= _frame.Length - _at ? (int)count : throw TooShort();

    private static Timestamp Time(long seconds, long nanoseconds) =>
        seconds is > -Timestamp.PerSecond * 9 and < Timestamp.PerSecond * 9 && nanoseconds < Timestamp.PerSecond
            ? new Timestamp((seconds * Timestamp.PerSecond) + nanoseconds)
            : throw new FormatException("a time is out of range");

    private static FormatException NoTime() => new("a time was expected");

    private static FormatException TooShort() => new("the frame ends too early");
}
