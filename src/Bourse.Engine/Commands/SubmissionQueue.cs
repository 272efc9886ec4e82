using System.Numerics;
using System.Runtime.InteropServices;

namespace Bourse.Engine;

/// <summary>
/// A bounded queue without locks (Vyukov's): each slot counts the turns at which it may be filled and emptied. Any
/// thread adds and takes; what one thread adds is taken in that order.
/// </summary>
internal sealed class SubmissionQueue
{
    private readonly Slot[] _slots;
    private readonly long _mask;
    private Ends _ends;

    /// <param name="capacity">Rounded up to a power of two.</param>
    public SubmissionQueue(int capacity)
    {
        _slots = new Slot[(int)BitOperations.RoundUpToPowerOf2((uint)capacity)];
        _mask = _slots.Length - 1;
        for (var i = 0; i < _slots.Length; i++)
            _slots[i].Turn = i;
    }

    public bool IsEmpty => Volatile.Read(ref _ends.Head) == Volatile.Read(ref _ends.Tail);

    /// <summary>About how many there are.</summary>
    public long Count => Math.Max(0, Volatile.Read(ref _ends.Tail) - Volatile.Read(ref _ends.Head));

    /// <summary>False when it is full.</summary>
    public bool TryAdd(Submission submission)
    {
        while (true)
        {
            var tail = Volatile.Read(ref _ends.Tail);
            ref var slot = ref _slots[tail & _mask];
            var turn = Volatile.Read(ref slot.Turn);
            if (turn < tail)
                return false;
            if (turn != tail || Interlocked.CompareExchange(ref _ends.Tail, tail + 1, tail) != tail)
                continue;
            slot.Item = submission;
            Volatile.Write(ref slot.Turn, tail + 1);
            return true;
        }
    }

    /// <summary>Null when it is empty.</summary>
    public Submission? TryTake()
    {
        while (true)
        {
            var head = Volatile.Read(ref _ends.Head);
            ref var slot = ref _slots[head & _mask];
            var turn = Volatile.Read(ref slot.Turn);
            if (turn <= head)
                return null;
            if (turn != head + 1 || Interlocked.CompareExchange(ref _ends.Head, head + 1, head) != head)
                continue;
            var taken = slot.Item;
            slot.Item = null;
            Volatile.Write(ref slot.Turn, head + _slots.Length);
            return taken;
        }
    }

    private struct Slot
    {
        public long Turn;
        public Submission? Item;
    }

    // Each end has a cache line of its own: a shared one would travel between the cores.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Ends
    {
        [FieldOffset(0)]
        public long Tail;

        [FieldOffset(128)]
        public long Head;
    }
}
