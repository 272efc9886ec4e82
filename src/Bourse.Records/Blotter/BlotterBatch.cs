using System.Runtime.InteropServices;
using Bourse.Exchange;
using Bourse.Journal;

namespace Bourse.Records;

/// <summary>
/// Some records of the blotter one after another, copied, and which orders they change that came before them. Grows to the
/// largest batch and is used again. One thread.
/// </summary>
internal sealed class BlotterBatch
{
    private const int OrderIdAt = BlotterHeader.Bytes;

    private readonly List<(long Sequence, EventType Type, int Start, int Bytes)> _records = [];
    private readonly HashSet<long> _placed = [];
    private readonly HashSet<long> _earlier = [];
    private byte[] _bytes = new byte[1 << 16];
    private int _end;

    /// <summary>Records that matter to the books; others were passed over.</summary>
    public int Count => _records.Count;

    /// <summary>The last sequence read.</summary>
    public long Last { get; private set; }

    /// <summary>Orders that were placed before this batch and change in it.</summary>
    public IReadOnlyCollection<long> EarlierOrders => _earlier;

    public long SequenceOf(int i) => _records[i].Sequence;

    public BlotterRecord this[int i] => new(_records[i].Type, _bytes.AsSpan(_records[i].Start, _records[i].Bytes));

    /// <summary>Reads what there is, so many records at most; false when there is nothing.</summary>
    /// <exception cref="ReaderConflictException">A record is of a layout that this program does not know.</exception>
    public bool Read(JournalCursor cursor, int recordsMax)
    {
        Clear();
        var first = cursor.NextSequence;
        while (cursor.NextSequence - first < recordsMax && cursor.TryRead(out var record))
            Take(record);
        Last = cursor.NextSequence - 1;
        return Last >= first;
    }

    private void Clear()
    {
        _records.Clear();
        _placed.Clear();
        _earlier.Clear();
        _end = 0;
    }

    private void Take(in JournalRecord record)
    {
        if (record.Version != CommandHeader.LayoutVersion)
            throw new ReaderConflictException(
                $"Record {record.Sequence} of the blotter has layout {record.Version}; this program knows layout 1.");
        var type = (EventType)record.Type;
        if (type is EventType.OrderAccepted)
            _placed.Add(OrderIdOf(record));
        else if (IsOfOrder(type) && OrderIdOf(record) is var id && !_placed.Contains(id))
            _earlier.Add(id);
        else if (!IsOfOrder(type) && !IsOfBooks(type))
            return;
        Copy(record.Sequence, type, record.Payload);
    }

    private static bool IsOfOrder(EventType type) => type is EventType.OrderReplaced or EventType.OrderReduced
        or EventType.OrderFilled or EventType.OrderTriggered or EventType.OrderActivated or EventType.OrderEnded;

    private static bool IsOfBooks(EventType type) => type is EventType.Refused or EventType.AccountOpened
        or EventType.AssetAdded or EventType.InstrumentSet or EventType.BalanceChanged;

    private static long OrderIdOf(in JournalRecord record) => MemoryMarshal.Read<long>(record.Payload[OrderIdAt..]);

    private void Copy(long sequence, EventType type, ReadOnlySpan<byte> payload)
    {
        if (_bytes.Length - _end < payload.Length)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _end + payload.Length));
        payload.CopyTo(_bytes.AsSpan(_end));
        _records.Add((sequence, type, _end, payload.Length));
        _end += payload.Length;
    }
}
