using System.Buffers.Binary;
using System.Text;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>Texts of fixed room: printable ASCII, then zeros to the end, so that equal texts are equal bytes.</summary>
internal static class PaddedText
{
    private const byte FirstPrintable = 0x20;
    private const byte LastPrintable = 0x7e;

    /// <summary>Whether the room holds a text of at most so many bytes, and nothing but zeros behind it.</summary>
    public static bool IsText(ReadOnlySpan<byte> room, int bytesMax)
    {
        var length = Length(room);
        return length <= bytesMax
            && !room[..length].ContainsAnyExceptInRange(FirstPrintable, LastPrintable)
            && !room[length..].ContainsAnyExcept((byte)0);
    }

    public static bool IsEmpty(ReadOnlySpan<byte> room) => room[0] == 0;

    public static bool AreEqual(ReadOnlySpan<byte> room, ReadOnlySpan<byte> other) => room.SequenceEqual(other);

    public static string Read(ReadOnlySpan<byte> room) => Encoding.ASCII.GetString(room[..Length(room)]);

    /// <exception cref="ArgumentException">The text is too long, or not printable ASCII.</exception>
    public static void Write(string text, Span<byte> room)
    {
        room.Clear();
        if (text.Length > room.Length
            || text.AsSpan().ContainsAnyExceptInRange((char)FirstPrintable, (char)LastPrintable))
            throw new ArgumentException($"'{text}' is not up to {room.Length} printable ASCII bytes.", nameof(text));
        Encoding.ASCII.GetBytes(text, room);
    }

    /// <summary>A hash of a room whose size is a multiple of 8, the same in every process.</summary>
    public static ulong Hash(ulong seed, ReadOnlySpan<byte> room)
    {
        var hash = seed;
        for (; room.Length > 0; room = room[sizeof(ulong)..])
            hash = StableHash.Mix(unchecked(hash + BinaryPrimitives.ReadUInt64LittleEndian(room)));
        return hash;
    }

    private static int Length(ReadOnlySpan<byte> room)
    {
        var length = room.IndexOf((byte)0);
        return length < 0 ? room.Length : length;
    }
}
