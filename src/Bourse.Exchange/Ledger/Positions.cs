using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>Positions of those accounts and instruments that ever met. A position's place never changes.</summary>
internal sealed class Positions(Accounts accounts)
{
    private readonly Slab<Position> _positions = new();
    private readonly SlotIndex _index = new();
    private int[] _touched = new int[64];
    private int _touchedCount;

    /// <summary>The highest place.</summary>
    public int Count => _positions.Highest;

    public ref Position this[int place] => ref _positions[place];

    /// <summary>The place of a position, 0 when the account never had an order in the instrument.</summary>
    public int Find(int account, int instrument)
    {
        for (var probe = _index.Probe(Hash(account, instrument)); _index.TryNext(ref probe, out var place);)
            if (_positions[place].Account == account && _positions[place].Instrument == instrument)
                return place;
        return 0;
    }

    /// <summary>Where it is if hashes do not deceive; for prefetching.</summary>
    public int Guess(int account, int instrument) => _index.Guess(Hash(account, instrument));

    public void Prefetch(int place) => _positions.Prefetch(place);

    public void PrefetchIndex(int account, int instrument) => _index.Prefetch(Hash(account, instrument));

    public int FindOrAdd(int account, int instrument)
    {
        var place = Find(account, instrument);
        if (place != 0)
            return place;
        place = _positions.Take();
        ref var position = ref _positions[place];
        (position.Account, position.Instrument) = (account, instrument);
        (position.NextOfAccount, accounts[account].FirstPosition) = (accounts[account].FirstPosition, place);
        _index.Add(Hash(account, instrument), place);
        return place;
    }

    /// <summary>Puts a position back at the next place.</summary>
    public void Restore(in Position position)
    {
        var place = _positions.Take();
        _positions[place] = position;
        _index.Add(Hash(position.Account, position.Instrument), place);
    }

    /// <summary>A position that is about to change.</summary>
    public ref Position Touch(int place)
    {
        ref var position = ref _positions[place];
        if (position.IsTouched)
            return ref position;
        position.IsTouched = true;
        if (_touchedCount == _touched.Length)
            Array.Resize(ref _touched, 2 * _touched.Length);
        _touched[_touchedCount++] = place;
        return ref position;
    }

    /// <summary>Tells what has changed since it was last told, the first touched first.</summary>
    public void Tell(BlotterPage page)
    {
        foreach (var place in _touched.AsSpan(0, _touchedCount))
        {
            ref var position = ref _positions[place];
            position.IsTouched = false;
            ref var told = ref page.Add<PositionChanged>(EventType.PositionChanged, position.Account);
            told.Instrument = position.Instrument;
            told.Quantity = position.Quantity;
            told.Cost = position.Cost;
            told.Realised = position.Realised;
            told.Fees = position.Fees;
        }

        _touchedCount = 0;
    }

    private static ulong Hash(int account, int instrument) =>
        StableHash.Mix(((ulong)(uint)account << 32) | (uint)instrument);
}
