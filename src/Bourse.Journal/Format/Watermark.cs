using System.Numerics;

namespace Bourse.Journal;

/// <summary>
/// How much of a segment is known to be on disk: a byte offset and its CRC-32C in one aligned 8-byte word, which
/// is stored at once and so is never half written. 0 says that nothing was promised yet.
/// </summary>
internal static unsafe class Watermark
{
    /// <summary>
    /// The offset before which all bytes are on disk; 0 when there is none, -1 when the word is damaged.
    /// </summary>
    public static int Read(byte* segment)
    {
        var word = Volatile.Read(ref *(ulong*)(segment + SegmentHeader.WatermarkAt));
        if (word == 0)
            return 0;
        var offset = unchecked((uint)word);
        return word == Word(offset) && offset <= int.MaxValue ? (int)offset : -1;
    }

    public static void Write(byte* segment, int offset) =>
        Volatile.Write(ref *(ulong*)(segment + SegmentHeader.WatermarkAt), Word((uint)offset));

    private static ulong Word(uint offset) => offset | ((ulong)~BitOperations.Crc32C(uint.MaxValue, offset) << 32);
}
