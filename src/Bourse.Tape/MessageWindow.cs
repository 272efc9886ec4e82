using System.Numerics;
using Bourse.Market;

namespace Bourse.Tape;

/// <summary>
/// The last n message ids, oldest forgotten first. Open addressing with linear probing and backward-shift deletion:
/// no tombstones, no allocation after construction. One thread.
/// </summary>
internal sealed class MessageWindow
{
    private readonly MessageId[] _byAge;
    private readonly MessageId[] _slots;
    private readonly bool[] _isTaken;
    private readonly int _mask;
    private long _count;

    public MessageWindow(int messages)
    {
        _byAge = new MessageId[messages];
        _slots = new MessageId[(int)BitOperations.RoundUpToPowerOf2((uint)messages * 2)];
        _isTaken = new bool[_slots.Length];
        _mask = _slots.Length - 1;
    }

    /// <summary>False when the id is within the window already.</summary>
    public bool TryAdd(MessageId id)
    {
        var slot = SlotOf(id);
        for (; _isTaken[slot]; slot = (slot + 1) & _mask)
            if (_slots[slot] == id)
                return false;

        if (_count >= _byAge.Length)
        {
            Forget(_byAge[_count % _byAge.Length]);
            slot = SlotOf(id);
            while (_isTaken[slot])
                slot = (slot + 1) & _mask;
        }

        (_slots[slot], _isTaken[slot]) = (id, true);
        _byAge[_count++ % _byAge.Length] = id;
        return true;
    }

    private void Forget(MessageId id)
    {
        var hole = SlotOf(id);
        while (_slots[hole] != id || !_isTaken[hole])
            hole = (hole + 1) & _mask;

        for (var next = (hole + 1) & _mask; _isTaken[next]; next = (next + 1) & _mask)
        {
            var home = SlotOf(_slots[next]);
            if (((next - home) & _mask) < ((next - hole) & _mask))
                continue;
            _slots[hole] = _slots[next];
            hole = next;
        }

        _isTaken[hole] = false;
    }

    private int SlotOf(MessageId id) =>
        unchecked((int)StableHash.Mix(id.Scope ^ ((ulong)id.Native * 0x9E3779B97F4A7C15))) & _mask;
}
