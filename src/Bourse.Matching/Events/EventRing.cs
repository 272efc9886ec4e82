using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Matching;

/// <summary>
/// Hands events from a book's thread to one other: a bounded ring, written in place. What is written becomes visible in
/// batches of 32, and whatever is left with <see cref="Publish"/>, so that the two cores exchange a cache line once a
/// batch. When the ring is full the writer waits: an event is never dropped.
/// </summary>
public sealed class EventRing
{
    private const int BatchEvents = 32;

    private readonly BookEvent[] _slots;
    private readonly long _mask;
    private Positions _at;

    /// <param name="capacity">Events that fit, a power of two from 64. The memory, 48 bytes each, is committed now.</param>
    public EventRing(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2 * BatchEvents);
        if (!int.IsPow2(capacity))
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "A ring's capacity is a power of two.");
        _slots = GC.AllocateUninitializedArray<BookEvent>(capacity, pinned: true);
        _slots.AsSpan().Clear();
        _mask = capacity - 1;
    }

    /// <summary>Makes everything written visible to the reader. The writer's thread: at the end of a batch of commands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish() => Volatile.Write(ref _at.Published, _at.Next);

    /// <summary>The oldest events not yet read, in place; empty when there are none. The reader's thread.</summary>
    /// <param name="countMax">Events at most; fewer come at the ring's end.</param>
    public ReadOnlySpan<BookEvent> Peek(int countMax)
    {
        var from = (int)(_at.Read & _mask);
        var there = Volatile.Read(ref _at.Published) - _at.Read;
        return _slots.AsSpan(from, (int)Math.Min(Math.Min(there, countMax), _slots.Length - from));
    }

    /// <summary>Gives the places of events that were peeked at back to the writer. The reader's thread.</summary>
    public void Advance(int count) => Volatile.Write(ref _at.Read, _at.Read + count);

    /// <summary>The next place to write to. The writer's thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref BookEvent Claim()
    {
        var next = _at.Next;
        if ((next & (BatchEvents - 1)) == 0)
            PublishBatch(next);
        _at.Next = next + 1;
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), (nint)(next & _mask));
    }

    // Once a batch: shows it, and makes sure that the whole next one has room.
    private void PublishBatch(long next)
    {
        Volatile.Write(ref _at.Published, next);
        if (next + BatchEvents - _at.ReadSeen <= _slots.Length)
            return;
        var wait = new SpinWait();
        while (next + BatchEvents - (_at.ReadSeen = Volatile.Read(ref _at.Read)) > _slots.Length)
            wait.SpinOnce(sleep1Threshold: -1);
    }

    // The writer's positions, what it publishes, and the reader's lie on cache lines of their own.
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    [SuppressMessage("Performance", "CA1823", Justification = "The space between is the point.")]
    private struct Positions
    {
        [FieldOffset(128)]
        public long Next;

        [FieldOffset(136)]
        public long ReadSeen;

        [FieldOffset(256)]
        public long Published;

        [FieldOffset(384)]
        public long Read;
    }
}
