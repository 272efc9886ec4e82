using System.Diagnostics;

namespace Bourse.Journal;

/// <summary>
/// Reads records in order, from one place to the end and on as the journal grows. For one thread at a time. It keeps
/// the segment in which it stands readable, even when retention deletes the file: dispose it.
/// </summary>
public sealed unsafe class JournalCursor : IDisposable
{
    private const int Spins = 64;
    private const int Yields = 64;
    private readonly JournalReader _reader;
    private readonly SegmentCatalog _catalog;
    private readonly CommitSignal? _signal;
    private readonly Func<bool> _isReady;
    private Segment? _segment;
    private byte* _at;
    private byte* _end;
    private uint _seed;
    private byte* _read;
    private long _next;
    private bool _isDisposed;

    internal JournalCursor(
        JournalReader reader, SegmentCatalog catalog, CommitSignal? signal, CursorPlace place, WaitStrategy strategy)
    {
        _reader = reader;
        _catalog = catalog;
        _signal = signal;
        _isReady = IsReady;
        _next = place.NextSequence;
        Strategy = strategy;
        if (place.Segment is not null)
            StandIn(place.Segment, place.Offset);
    }

    /// <summary>The sequence of the record that the next successful <see cref="TryRead"/> returns.</summary>
    public long NextSequence => _next;

    /// <summary>How <see cref="Wait(TimeSpan, CancellationToken)"/> waits.</summary>
    public WaitStrategy Strategy { get; set; }

    /// <summary>
    /// Reads the next record; false when there is none yet. Throws <see cref="JournalCorruptException"/> at a damaged
    /// record that others follow, <see cref="JournalSequenceException"/> where retention has deleted what comes
    /// next, and stays before it.
    /// </summary>
    public bool TryRead(out JournalRecord record)
    {
        while (true)
        {
            var at = _at;
            var length = at == null ? 0 : Volatile.Read(ref *(uint*)at);
            var type = length == 0 ? RecordLayout.SealType : *(ushort*)(at + RecordLayout.Type);
            if (type != RecordLayout.SealType && IsWhole(at, length))
            {
                record = Take(at, length, type);
                return true;
            }
            _read = null;
            if (!TryReach())
            {
                record = default;
                return false;
            }
        }
    }

    /// <summary>Stands before the record just read again: the next <see cref="TryRead"/> returns it once more.</summary>
    /// <exception cref="InvalidOperationException">No record was just read.</exception>
    public void StepBack()
    {
        if (_read == null)
            throw new InvalidOperationException("There is no record that was just read.");
        _at = _read;
        _read = null;
        _next--;
    }

    /// <summary>Waits with <see cref="Strategy"/>; see the other overload.</summary>
    public bool Wait(TimeSpan timeout, CancellationToken stopping = default) => Wait(Strategy, timeout, stopping);

    /// <summary>
    /// Waits until a record can be read, and returns true; false when the time is over or the token is cancelled.
    /// <see cref="Timeout.InfiniteTimeSpan"/> waits for as long as it takes.
    /// </summary>
    public bool Wait(WaitStrategy strategy, TimeSpan timeout, CancellationToken stopping = default)
    {
        _read = null;
        if (IsReady())
            return true;
        if (strategy == WaitStrategy.Block && _signal is not null)
            return _signal.Wait(_isReady, timeout, stopping);
        var since = Stopwatch.GetTimestamp();
        for (var round = 0; !IsReady(); round = unchecked(round + 1) & int.MaxValue)
        {
            var isOver = timeout != Timeout.InfiniteTimeSpan && Stopwatch.GetElapsedTime(since) >= timeout;
            if (isOver || stopping.IsCancellationRequested)
                return false;
            Pause(strategy, round);
        }
        return true;
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _at = _read = null;
        if (_segment is not null)
            _catalog.Unpin(_segment);
        _segment = null;
    }

    private static void Pause(WaitStrategy strategy, int round)
    {
        if (strategy == WaitStrategy.Spin || round < Spins)
            Thread.SpinWait(1);
        else if (strategy == WaitStrategy.Yield || round < Spins + Yields)
            Thread.Yield();
        else
            Thread.Sleep(1);
    }

    private JournalRecord Take(byte* at, uint length, ushort type)
    {
        unchecked
        {
            _read = at;
            _at = at + RecordLayout.Padded((int)length);
            return new JournalRecord(
                _next++,
                *(long*)(at + RecordLayout.Time),
                type,
                *(ushort*)(at + RecordLayout.Version),
                new ReadOnlySpan<byte>(at + RecordLayout.HeaderBytes, (int)length - RecordLayout.HeaderBytes));
        }
    }

    private bool IsWhole(byte* at, uint length)
    {
        unchecked
        {
            return length >= RecordLayout.HeaderBytes
                && length <= (ulong)(_end - at)
                && Checksum.OfRecord(_seed, at, RecordLayout.Padded((int)length)) == *(uint*)(at + RecordLayout.Crc)
                && *(long*)(at + RecordLayout.Sequence) == _next - (IsSeal(at) ? 1 : 0);
        }
    }

    private static bool IsSeal(byte* at) => *(ushort*)(at + RecordLayout.Type) == RecordLayout.SealType;

    private bool IsReady()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return TryReach();
    }

    // Moves on over the ends of segments until a whole record follows; false when there is none yet.
    private bool TryReach()
    {
        while (true)
        {
            var length = _at == null ? 0 : Volatile.Read(ref *(uint*)_at);
            if (length == 0)
            {
                if (!TryContinue())
                    return false;
            }
            else if (!IsWhole(_at, length))
            {
                RefuseUnlessTorn();
                return false;
            }
            else if (!IsSeal(_at))
            {
                return true;
            }
            else if (!TryEnterNextSegment())
            {
                return false;
            }
        }
    }

    private void StandIn(Segment segment, int offset)
    {
        _segment = segment;
        _seed = segment.Seed;
        _at = segment.Start + offset;
        _end = segment.Start + segment.Bytes;
    }

    // Nothing is written here yet. The journal may have begun, or have gone on in a copy of this segment.
    private bool TryContinue()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_segment is null)
            return TryEnterNextSegment();
        if (_segment.Continuation is null)
            return false;
        return TryMoveToCopy();
    }

    private bool TryMoveToCopy()
    {
        var copy = _catalog.PinAt(_segment!.FirstSequence);
        if (copy is null)
            return false;
        var offset = (int)(_at - _segment.Start);
        _catalog.Unpin(_segment);
        StandIn(copy, offset);
        return true;
    }

    private bool TryEnterNextSegment()
    {
        var following = _catalog.PinAt(_next);
        if (following is null)
        {
            // Not there yet, or no longer: retention may have gone past a cursor that is far behind.
            var first = _catalog.FirstSequence;
            return first <= _next ? false
                : throw new JournalSequenceException(_catalog.Directory, _next, first, _reader.LastSequence);
        }
        if (_segment is not null)
            _catalog.Unpin(_segment);
        StandIn(following, SegmentHeader.RecordsAt);
        return true;
    }

    // The torn end of a journal whose writer died looks like damage, until what follows is looked at.
    private void RefuseUnlessTorn()
    {
        var segment = _segment!;
        var offset = (int)(_at - segment.Start);
        var fault = segment.Check(offset, _next);
        if (fault is RecordFault.None or RecordFault.Empty)
            return;
        var watermark = Watermark.Read(segment.Start);
        var isPromised = offset < watermark;
        var isFollowed = SegmentScan.HasRecordAfter(segment, offset + sizeof(long), _next)
            || _catalog.HasLater(segment);
        if (isPromised || isFollowed)
            throw new JournalCorruptException(
                segment.Path, offset, _next, watermark >= 0 && !isPromised, segment.Describe(fault, offset));
    }
}
