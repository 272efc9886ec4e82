using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Tape;

/// <summary>
/// A bounded ring of bytes between one feed and the tape: one producer thread, one consumer thread, no locks, no
/// allocation. Full means the producer waits; nothing is ever overwritten.
/// </summary>
/// <remarks>
/// <code>
///  0                  4       6     8
///  +------------------+-------+-----+----------------------+---------+
///  | payload length   | type  | 0   | payload              | pad → 8 |
///  +------------------+-------+-----+----------------------+---------+
/// </code>
/// A record never wraps: where it would, an empty filler record (<see cref="FillerType"/>) takes the rest of the ring.
/// </remarks>
internal sealed class TapeRing
{
    private const int RecordHeaderBytes = 8;
    private const ushort FillerType = ushort.MaxValue;

    private readonly byte[] _bytes;
    private readonly int _mask;
    private Positions _positions;
    private int _claimedBytes;
    private long _claimedAt;

    /// <param name="capacityBytes">Rounded up to a power of two.</param>
    public TapeRing(int capacityBytes)
    {
        _bytes = GC.AllocateArray<byte>((int)BitOperations.RoundUpToPowerOf2((uint)capacityBytes), pinned: true);
        _mask = _bytes.Length - 1;
    }

    public int CapacityBytes => _bytes.Length;

    /// <summary>The largest payload: a quarter of the ring, so that a large record always finds room in time.</summary>
    public int PayloadBytesMax => (_bytes.Length / 4) - RecordHeaderBytes;

    /// <summary>Bytes waiting for the consumer; any thread.</summary>
    public int UsedBytes => (int)(Volatile.Read(ref _positions.Tail) - Volatile.Read(ref _positions.Head));

    public bool IsEmpty => UsedBytes == 0;

    /// <summary>Producer: room for a payload, to be filled before <see cref="Publish"/>; false while the ring is full.</summary>
    public bool TryClaim(MarketEventType type, int payloadBytes, out Span<byte> payload)
    {
        payload = default;
        var recordBytes = Padded(RecordHeaderBytes + payloadBytes);
        var tail = _positions.Tail;
        var untilEnd = _bytes.Length - (int)(tail & _mask);
        var filler = recordBytes > untilEnd ? untilEnd : 0;
        if (!HasRoom(tail, filler + recordBytes))
            return false;

        if (filler > 0)
        {
            WriteHeader(tail, filler - RecordHeaderBytes, FillerType);
            tail += filler;
        }

        WriteHeader(tail, payloadBytes, (ushort)type);
        (_claimedAt, _claimedBytes) = (tail, recordBytes);
        payload = _bytes.AsSpan((int)(tail & _mask) + RecordHeaderBytes, payloadBytes);
        return true;
    }

    /// <summary>Producer: hands the claimed record to the consumer.</summary>
    public void Publish() => Volatile.Write(ref _positions.Tail, _claimedAt + _claimedBytes);

    /// <summary>Consumer: the oldest record, to be used before <see cref="Release"/>; false when there is none.</summary>
    public bool TryPeek(out MarketEventType type, out Span<byte> payload)
    {
        while (_positions.Head != Volatile.Read(ref _positions.Tail))
        {
            var at = (int)(_positions.Head & _mask);
            var length = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at));
            var rawType = BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at + 4));
            if (rawType != FillerType)
            {
                type = (MarketEventType)rawType;
                payload = _bytes.AsSpan(at + RecordHeaderBytes, length);
                return true;
            }

            Advance(length);
        }

        type = MarketEventType.None;
        payload = default;
        return false;
    }

    /// <summary>Consumer: gives the oldest record's room back.</summary>
    public void Release() =>
        Advance(BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan((int)(_positions.Head & _mask))));

    private static int Padded(int bytes) => (bytes + 7) & ~7;

    private bool HasRoom(long tail, int bytes)
    {
        if (tail + bytes - _positions.HeadSeen <= _bytes.Length)
            return true;
        _positions.HeadSeen = Volatile.Read(ref _positions.Head);
        return tail + bytes - _positions.HeadSeen <= _bytes.Length;
    }

    private void WriteHeader(long position, int payloadBytes, ushort type)
    {
        var header = _bytes.AsSpan((int)(position & _mask), RecordHeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(header, payloadBytes);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], type);
    }

    private void Advance(int payloadBytes) =>
        Volatile.Write(ref _positions.Head, _positions.Head + Padded(RecordHeaderBytes + payloadBytes));

    // Producer and consumer each have cache lines of their own: a shared line would travel between the cores.
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Positions
    {
        [FieldOffset(0)]
        public long Tail;

        [FieldOffset(8)]
        public long HeadSeen;

        [FieldOffset(128)]
        public long Head;
    }
}
