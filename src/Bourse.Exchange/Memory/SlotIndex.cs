using System.Numerics;
using System.Runtime.CompilerServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// Finds places of a <see cref="Slab{T}"/> by a hash: open addressing at most half full, removal shifts back. It keeps
/// the hash's low 32 bits with each place; whoever asks compares what lies there. Doubling moves every entry at once:
/// give the number expected where that pause matters.
/// <code>
/// for (var probe = index.Probe(hash); index.TryNext(ref probe, out var place);)
///     if (slab[place].Id == id)
///         return place;
/// </code>
/// </summary>
internal sealed class SlotIndex
{
    private const int EntriesMin = 64;
    private const int ExpectedMax = 1 << 28;

    private ulong[] _entries;
    private uint _mask;

    /// <param name="expected">Entries to make room for, to 2²⁸.</param>
    public SlotIndex(int expected = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)expected, (uint)ExpectedMax);
        _entries = new ulong[Math.Max(EntriesMin, BitOperations.RoundUpToPowerOf2((uint)expected * 2))];
        _mask = (uint)_entries.Length - 1;
    }

    public int Count { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SlotProbe Probe(ulong hash) => unchecked(new((uint)hash, (uint)hash & _mask));

    /// <summary>The next place with that hash; false when there is no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNext(ref SlotProbe probe, out int place)
    {
        unchecked
        {
            for (var at = probe.At; ; at = (at + 1) & _mask)
            {
                var entry = _entries[at];
                place = (int)entry;
                if (entry == 0)
                    return false;
                if ((uint)(entry >> 32) != probe.Hash)
                    continue;
                probe = new SlotProbe(probe.Hash, (at + 1) & _mask);
                return true;
            }
        }
    }

    /// <summary>Every place, in no order.</summary>
    public IEnumerable<int> Places()
    {
        foreach (var entry in _entries)
            if (entry != 0)
                yield return unchecked((int)entry);
    }

    /// <summary>Has the processor fetch where a search for that hash begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(ulong hash) => CacheLines.Prefetch(ref _entries[unchecked((uint)hash) & _mask]);

    /// <summary>The first place with that hash's low 32 bits, nearly always the one that is searched for; or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Guess(ulong hash)
    {
        var probe = Probe(hash);
        TryNext(ref probe, out var place);
        return place;
    }

    /// <summary>Adds a place, which is not 0 and not there yet.</summary>
    public void Add(ulong hash, int place)
    {
        if (++Count > _entries.Length / 2)
            Double();
        Put(Entry(hash, place));
    }

    /// <summary>Takes out a place that is there.</summary>
    public void Remove(ulong hash, int place)
    {
        unchecked
        {
            var hole = (uint)hash & _mask;
            for (var wanted = Entry(hash, place); _entries[hole] != wanted;)
                hole = (hole + 1) & _mask;
            Count--;

            // Whatever lies behind the hole and is not at home between the two moves into it.
            for (var next = (hole + 1) & _mask; _entries[next] != 0; next = (next + 1) & _mask)
            {
                var home = (uint)(_entries[next] >> 32) & _mask;
                if (((next - home) & _mask) < ((next - hole) & _mask))
                    continue;
                _entries[hole] = _entries[next];
                hole = next;
            }

            _entries[hole] = 0;
        }
    }

    private static ulong Entry(ulong hash, int place) => unchecked((hash << 32) | (uint)place);

    private void Put(ulong entry)
    {
        var at = (uint)(entry >> 32) & _mask;
        while (_entries[at] != 0)
            at = (at + 1) & _mask;
        _entries[at] = entry;
    }

    private void Double()
    {
        var old = _entries;
        _entries = new ulong[2 * old.Length];
        _mask = (uint)_entries.Length - 1;
        foreach (var entry in old)
            if (entry != 0)
                Put(entry);
    }
}
