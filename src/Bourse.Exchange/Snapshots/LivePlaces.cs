using System.Numerics;

namespace Bourse.Exchange;

/// <summary>
/// The places of a <see cref="Slab{T}"/> that are taken, numbered from 1 without gaps. A bit a place, and one count for
/// each 64.
/// </summary>
internal sealed class LivePlaces
{
    private const int WordBits = 64;

    private readonly ulong[] _bits;
    private readonly int[] _before;

    /// <param name="highest">The highest place that may be taken.</param>
    public LivePlaces(IEnumerable<int> places, int highest)
    {
        _bits = new ulong[highest / WordBits + 1];
        _before = new int[_bits.Length];
        foreach (var place in places)
            _bits[place / WordBits] |= 1UL << (place % WordBits);
        for (var i = 0; i < _bits.Length; i++)
        {
            _before[i] = Count;
            Count += BitOperations.PopCount(_bits[i]);
        }
    }

    public int Count { get; }

    /// <summary>The number of a place that is taken; of place 0, which is nobody's, 0.</summary>
    public int NumberOf(int place)
    {
        if (place == 0)
            return 0;
        var (word, bit) = (place / WordBits, 1UL << (place % WordBits));
        return (_bits[word] & bit) != 0
            ? _before[word] + BitOperations.PopCount(_bits[word] & (bit - 1)) + 1
            : throw new InvalidOperationException($"Place {place} is nobody's, and something refers to it.");
    }

    /// <summary>The places by their numbers.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        for (var word = 0; word < _bits.Length; word++)
            for (var rest = _bits[word]; rest != 0; rest &= rest - 1)
                yield return word * WordBits + BitOperations.TrailingZeroCount(rest);
    }
}
