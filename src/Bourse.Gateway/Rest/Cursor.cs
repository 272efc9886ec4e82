using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Rest;

/// <summary>
/// Where a page ended: the key of its last row and the question it answers. A client hands it back as it is.
/// </summary>
/// <remarks>
/// <code>
///  0         1        8          16        24         32
///  +---------+--------+----------+---------+----------+----------+
///  | version | zero: 7| question | time    | sequence | checksum |  40 bytes, base64url
///  +---------+--------+----------+---------+----------+----------+
/// </code>
/// </remarks>
/// <param name="Question">The hash of everything that must stay the same from page to page.</param>
/// <param name="Last">The last row of the page before.</param>
internal readonly record struct Cursor(ulong Question, TickKey Last)
{
    /// <summary>The length of its text.</summary>
    public const int TextLength = 54;

    private const int Bytes = 40;
    private const int ChecksumOffset = 32;
    private const byte Version = 1;

    public static bool TryRead(ReadOnlySpan<char> text, out Cursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text.Length != TextLength
            || Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done
            || length != Bytes
            || bytes[0] != Version
            || BinaryPrimitives.ReadUInt64LittleEndian(bytes[ChecksumOffset..]) != Checksum(bytes))
            return false;
        var key = new TickKey(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]));
        cursor = new Cursor(BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]), key);
        return true;
    }

    /// <summary>Writes <see cref="TextLength"/> bytes of UTF-8.</summary>
    public void Write(Span<byte> utf8)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        bytes.Clear();
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], Question);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Last.Time);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], Last.Sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[ChecksumOffset..], Checksum(bytes));
        Base64Url.EncodeToUtf8(bytes, utf8);
    }

    public override string ToString()
    {
        Span<byte> text = stackalloc byte[TextLength];
        Write(text);
        return System.Text.Encoding.ASCII.GetString(text);
    }

    private static ulong Checksum(ReadOnlySpan<byte> bytes) => StableHash.Of(bytes[..ChecksumOffset]);
}
