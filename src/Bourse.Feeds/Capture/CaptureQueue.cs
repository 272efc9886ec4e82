using System.Buffers.Binary;
using Bourse.Market;

namespace Bourse.Feeds.Capture;

/// <summary>
/// What waits to be written of one connection: entries are copied into one block of memory while the block before is
/// written. Both are made once; what does not fit is counted. One thread adds, another takes.
/// </summary>
/// <remarks>
/// <code>
///  0      1        2         4             8      12     20
///  +------+--------+---------+-------------+------+------+---------+-------+
///  | kind | binary |    0    | addr. bytes | size | time | address | frame |
///  +------+--------+---------+-------------+------+------+---------+-------+
/// </code>
/// </remarks>
internal sealed class CaptureQueue(int bytesMax)
{
    private const int HeaderBytes = 20;

    private readonly Lock _lock = new();
    private byte[] _filling = new byte[bytesMax];
    private byte[] _other = new byte[bytesMax];
    private int _filled;
    private long _lost;

    /// <summary>Copies an entry; what finds no room is counted as lost. Allocates nothing.</summary>
    public void Add(
        RecordingEntryKind kind, bool isBinary, Timestamp time, ReadOnlySpan<byte> address, ReadOnlySpan<byte> frame)
    {
        lock (_lock)
        {
            var length = HeaderBytes + address.Length + (long)frame.Length;
            if (length > _filling.Length - _filled)
            {
                _lost++;
                return;
            }

            var entry = _filling.AsSpan(_filled, (int)length);
            entry[0] = (byte)kind;
            entry[1] = isBinary ? (byte)1 : (byte)0;
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], address.Length);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], frame.Length);
            BinaryPrimitives.WriteInt64LittleEndian(entry[12..], time.Nanoseconds);
            address.CopyTo(entry[HeaderBytes..]);
            frame.CopyTo(entry[(HeaderBytes + address.Length)..]);
            _filled += (int)length;
        }
    }

    /// <summary>What was added since the last call, valid until the next; and how many entries were lost after it.</summary>
    public ReadOnlySpan<byte> Take(out long lost)
    {
        lock (_lock)
        {
            (_filling, _other) = (_other, _filling);
            var taken = _other.AsSpan(0, _filled);
            (lost, _lost, _filled) = (_lost, 0, 0);
            return taken;
        }
    }

    /// <summary>Reads the first entry of what was taken and moves behind it; false at the end.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> taken, out Entry entry)
    {
        if (taken.IsEmpty)
        {
            entry = default;
            return false;
        }

        var address = BinaryPrimitives.ReadInt32LittleEndian(taken[4..]);
        var frame = BinaryPrimitives.ReadInt32LittleEndian(taken[8..]);
        entry = new Entry(
            (RecordingEntryKind)taken[0],
            taken[1] != 0,
            new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(taken[12..])),
            taken.Slice(HeaderBytes, address),
            taken.Slice(HeaderBytes + address, frame));
        taken = taken[(HeaderBytes + address + frame)..];
        return true;
    }

    /// <summary>One entry, in the queue's own memory.</summary>
    public readonly ref struct Entry(
        RecordingEntryKind kind, bool isBinary, Timestamp time, ReadOnlySpan<byte> address, ReadOnlySpan<byte> frame)
    {
        public readonly RecordingEntryKind Kind = kind;
        public readonly bool IsBinary = isBinary;
        public readonly Timestamp Time = time;
        public readonly ReadOnlySpan<byte> Address = address;
        public readonly ReadOnlySpan<byte> Frame = frame;
    }
}
