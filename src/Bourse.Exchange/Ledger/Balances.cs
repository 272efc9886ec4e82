using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>Balances of those accounts and assets that ever met. A balance's place never changes.</summary>
internal sealed class Balances(Accounts accounts)
{
    private readonly Slab<Balance> _balances = new();
    private readonly SlotIndex _index = new();
    private int[] _touched = new int[64];
    private int _touchedCount;

    /// <summary>The highest place.</summary>
    public int Count => _balances.Highest;

    public ref Balance this[int place] => ref _balances[place];

    /// <summary>The place of a balance, 0 when the account never had any of the asset.</summary>
    public int Find(int account, int asset)
    {
        for (var probe = _index.Probe(Hash(account, asset)); _index.TryNext(ref probe, out var place);)
            if (_balances[place].Account == account && _balances[place].Asset == asset)
                return place;
        return 0;
    }

    /// <summary>Where it is if hashes do not deceive; for prefetching.</summary>
    public int Guess(int account, int asset) => _index.Guess(Hash(account, asset));

    public void Prefetch(int place) => _balances.Prefetch(place);

    public void PrefetchIndex(int account, int asset) => _index.Prefetch(Hash(account, asset));

    public int FindOrAdd(int account, int asset)
    {
        var place = Find(account, asset);
        if (place != 0)
            return place;
        place = _balances.Take();
        ref var balance = ref _balances[place];
        (balance.Account, balance.Asset) = (account, asset);
        (balance.NextOfAccount, accounts[account].FirstBalance) = (accounts[account].FirstBalance, place);
        _index.Add(Hash(account, asset), place);
        return place;
    }

    /// <summary>Puts a balance back at the next place.</summary>
    public void Restore(in Balance balance)
    {
        var place = _balances.Take();
        _balances[place] = balance;
        _index.Add(Hash(balance.Account, balance.Asset), place);
    }

    /// <summary>A balance that is about to change.</summary>
    public ref Balance Touch(int place)
    {
        ref var balance = ref _balances[place];
        if (balance.IsTouched)
            return ref balance;
        (balance.IsTouched, balance.TotalBefore, balance.HeldBefore) = (true, balance.Total, balance.Held);
        if (_touchedCount == _touched.Length)
            Array.Resize(ref _touched, 2 * _touched.Length);
        _touched[_touchedCount++] = place;
        return ref balance;
    }

    /// <summary>Tells what has changed since it was last told, the first touched first.</summary>
    public void Tell(BlotterPage page)
    {
        foreach (var place in _touched.AsSpan(0, _touchedCount))
        {
            ref var balance = ref _balances[place];
            balance.IsTouched = false;
            if (balance.Total == balance.TotalBefore && balance.Held == balance.HeldBefore)
                continue;
            ref var told = ref page.Add<BalanceChanged>(EventType.BalanceChanged, balance.Account);
            told.Asset = balance.Asset;
            told.Total = balance.Total;
            told.Held = balance.Held;
        }

        _touchedCount = 0;
    }

    private static ulong Hash(int account, int asset) => StableHash.Mix(((ulong)(uint)account << 32) | (uint)asset);
}
