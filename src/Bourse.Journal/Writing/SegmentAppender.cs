using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Journal;

/// <summary>Writes records into one segment after another. It belongs to the writer's thread.</summary>
internal sealed unsafe class SegmentAppender
{
    private Segment _segment;
    private SegmentIndex _index;
    private byte* _start;
    private int _tail;
    private int _limit;
    private uint _seed;
    private uint _digest;
    private long _lastSequence;
    private long _lastTime;
    private long _firstTime;
    private long _records;

    /// <summary>Goes on in a segment where a scan found its end, with the index that the scan filled.</summary>
    public SegmentAppender(Segment segment, ScanResult end, SegmentIndex index)
    {
        _segment = segment;
        _index = index;
        StandIn(segment, index);
        _tail = end.Offset;
        _digest = end.Content.Digest;
        _lastSequence = end.Content.LastSequence;
        _lastTime = end.Content.LastTime;
        _firstTime = end.Content.FirstTime;
        _records = end.Content.Records;
        segment.Publish(_tail, _lastSequence);
    }

    public Segment Segment => _segment;

    public long LastSequence => Volatile.Read(ref _lastSequence);

    /// <summary>Whether a record of this many bytes, padded, still fits before the seal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasRoom(int paddedBytes) => unchecked(_tail + paddedBytes) <= _limit;

    /// <summary>Writes a record for which there is room and publishes it to readers.</summary>
    public long Append(ushort type, ushort version, long time, ReadOnlySpan<byte> payload)
    {
        unchecked
        {
            var record = _start + _tail;
            var length = RecordLayout.HeaderBytes + payload.Length;
            var sequence = _lastSequence + 1;
            // A clock that steps back does not make the journal do so: searching by time needs the order.
            if (time < _lastTime)
                time = _lastTime;
            var kind = type | ((ulong)version << 16);
            *(long*)(record + RecordLayout.Sequence) = sequence;
            *(long*)(record + RecordLayout.Time) = time;
            *(ulong*)(record + RecordLayout.Type) = kind;
            var crc = BitOperations.Crc32C(_seed, (uint)length);
            crc = BitOperations.Crc32C(crc, (ulong)sequence);
            crc = BitOperations.Crc32C(crc, (ulong)time);
            crc = ~CopyPayload(BitOperations.Crc32C(crc, kind), payload, record + RecordLayout.HeaderBytes);
            *(uint*)(record + RecordLayout.Crc) = crc;
            if (_records == 0)
                _firstTime = time;
            if (_tail >= _index.NextOffset)
                _index.Add(sequence, time, _tail);
            Volatile.Write(ref *(uint*)(record + RecordLayout.Length), (uint)length);
            _digest = BitOperations.Crc32C(_digest, crc);
            _records++;
            _lastTime = time;
            _tail += RecordLayout.Padded(length);
            _segment.Publish(_tail, sequence);
            Volatile.Write(ref _lastSequence, sequence);
            return sequence;
        }
    }

    /// <summary>The header of the segment that comes after this one.</summary>
    public SegmentHeader NextHeader(int segmentBytes, long createdNanos)
    {
        Span<byte> seal = stackalloc byte[Seal.Bytes];
        return new SegmentHeader(
            segmentBytes, _segment.Header.JournalId, _lastSequence + 1, createdNanos, Content.Write(seal, _seed),
            _lastTime);
    }

    /// <summary>Seals the segment, which readers then leave for the next, and goes on in that.</summary>
    public void MoveOn(Segment next)
    {
        var seal = new Span<byte>(_start + _tail, Seal.Bytes);
        Content.Write(seal, _seed);
        Volatile.Write(ref *(uint*)(_start + _tail), Seal.Bytes);
        _segment.PublishSeal(_tail);
        StandIn(next, new SegmentIndex(next.Bytes));
        _tail = SegmentHeader.RecordsAt;
        _digest = _seed;
        _records = 0;
        _firstTime = _lastTime;
    }

    /// <summary>Copies the records so far to a segment of the same size.</summary>
    public void CopyTo(Segment copy)
    {
        var records = new ReadOnlySpan<byte>(_start, _tail)[SegmentHeader.RecordsAt..];
        records.CopyTo(copy.Region.Content[SegmentHeader.RecordsAt..]);
        copy.Index = _index;
        copy.Publish(_tail, _lastSequence);
    }

    /// <summary>Goes on in a copy that readers can find already; those who stand in the old segment follow.</summary>
    public void GoOnIn(Segment copy)
    {
        var old = _segment;
        StandIn(copy, _index);
        old.Continuation = copy;
    }

    private Seal Content => new(_lastSequence, _lastTime, _records, _digest, _firstTime);

    private void StandIn(Segment segment, SegmentIndex index)
    {
        _segment = segment;
        _index = index;
        segment.Index = index;
        _start = segment.Start;
        _limit = segment.Bytes - Seal.Bytes;
        _seed = segment.Seed;
    }

    // Copies and sums in one pass; the bytes after the payload, up to a multiple of 8, are zeros.
    private static uint CopyPayload(uint crc, ReadOnlySpan<byte> payload, byte* to)
    {
        unchecked
        {
            ref var from = ref MemoryMarshal.GetReference(payload);
            var whole = payload.Length & ~7;
            for (var i = 0; i < whole; i += sizeof(ulong))
            {
                var word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, i));
                *(ulong*)(to + i) = word;
                crc = BitOperations.Crc32C(crc, word);
            }
            if (whole == payload.Length)
                return crc;
            var last = 0UL;
            payload[whole..].CopyTo(new Span<byte>(&last, sizeof(ulong)));
            *(ulong*)(to + whole) = last;
            return BitOperations.Crc32C(crc, last);
        }
    }
}
