using System.Buffers.Binary;
using Bourse.Exchange;

namespace Bourse.Engine;

/// <summary>
/// Commands that were carried out and wait to be durable, with their events, in order. They are answered and their
/// events written once they are; a blotter that refuses holds up the writing, not the answers. One thread.
/// </summary>
internal sealed class PendingCommands
{
    // In front of each event: its bytes and its type.
    private const int PrefixBytes = 8;

    private byte[] _events = new byte[1 << 16];
    private Entry[] _entries = new Entry[1_024];
    private int _count;
    private int _answered;
    private int _written;
    private int _bytes;
    private int _writtenBytes;

    public int Bytes => _bytes;

    public bool IsEmpty => _count == 0;

    public bool HasUnanswered => _answered < _count;

    public long LastSequence => _entries[_count - 1].Sequence;

    /// <summary>The first one that is not settled yet; <see cref="long.MaxValue"/> when all are.</summary>
    public long NextSequence => Math.Min(_answered, _written) is var next && next < _count
        ? _entries[next].Sequence
        : long.MaxValue;

    /// <param name="submission">Who is to be answered when it is durable; null for nobody.</param>
    public void Add(long sequence, BlotterPage page, Submission? submission)
    {
        foreach (var record in page)
            AddEvent(record);
        if (_count == _entries.Length)
            Array.Resize(ref _entries, 2 * _count);
        _entries[_count++] = new Entry { Sequence = sequence, EventsEnd = _bytes, Submission = submission };
    }

    /// <summary>The last of so many that are not settled, or the last durable one; takes them off the count.</summary>
    public long PortionEnd(long durable, ref int left)
    {
        var next = Math.Min(_answered, _written);
        var end = next;
        for (; end < _count && left > 0 && _entries[end].Sequence <= durable; end++)
            left--;
        return _entries[end - 1].Sequence;
    }

    /// <summary>Answers those up to a sequence.</summary>
    public void Answer(long durable)
    {
        for (; _answered < _count && _entries[_answered].Sequence <= durable; _answered++)
        {
            _entries[_answered].Submission?.Complete();
            _entries[_answered].Submission = null;
        }

        ClearIfSettled();
    }

    /// <summary>Tells those that are not answered that nobody knows.</summary>
    public void Fail()
    {
        for (; _answered < _count; _answered++)
            if (_entries[_answered].Submission is { } submission)
            {
                submission.Answer = submission.Answer with { Outcome = Outcome.Unsure };
                submission.Complete();
            }

        (_count, _answered, _written, _bytes, _writtenBytes) = (0, 0, 0, 0, 0);
    }

    /// <summary>Writes the events of those up to a sequence; goes on where it was when writing fails.</summary>
    public void Write(long durable, BlotterWriter blotter)
    {
        for (; _written < _count && _entries[_written].Sequence <= durable; _written++)
        {
            var trace = _entries[_written].Submission?.Trace;
            trace?.BeginWriting();
            while (_writtenBytes < _entries[_written].EventsEnd)
            {
                var rest = _events.AsSpan(_writtenBytes);
                var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
                var type = (EventType)BinaryPrimitives.ReadUInt16LittleEndian(rest[sizeof(int)..]);
                blotter.Append(new BlotterRecord(type, rest.Slice(PrefixBytes, length)));
                _writtenBytes += PrefixBytes + length;
            }

            trace?.EndWriting();
        }

        ClearIfSettled();
    }

    private void AddEvent(BlotterRecord record)
    {
        var bytes = PrefixBytes + record.Bytes.Length;
        if (_events.Length - _bytes < bytes)
            Array.Resize(ref _events, Math.Max(2 * _events.Length, _bytes + bytes));
        var room = _events.AsSpan(_bytes);
        BinaryPrimitives.WriteInt32LittleEndian(room, record.Bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(room[sizeof(int)..], (ushort)record.Type);
        record.Bytes.CopyTo(room[PrefixBytes..]);
        _bytes += bytes;
    }

    private void ClearIfSettled()
    {
        if (_answered == _count && _written == _count)
            (_count, _answered, _written, _bytes, _writtenBytes) = (0, 0, 0, 0, 0);
    }

    private struct Entry
    {
        public long Sequence;
        public int EventsEnd;
        public Submission? Submission;
    }
}
