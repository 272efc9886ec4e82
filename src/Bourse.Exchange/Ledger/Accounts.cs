namespace Bourse.Exchange;

/// <summary>All accounts by their numbers, from 1, and by name.</summary>
internal sealed class Accounts
{
    /// <summary>The exchange's own account, to which fees go; otherwise an account like any other.</summary>
    public const int House = 1;
    public const int GroupMax = (1 << 30) - 1;
    public const int CountMax = 1 << 24;

    private const string HouseName = "HOUSE";

    private readonly Slab<Account> _accounts = new();
    private readonly SlotIndex _byName = new();

    public Accounts() => Open(Text40.Of(HouseName), 0);

    /// <summary>The highest number.</summary>
    public int Count => _accounts.Count;

    public ref Account this[int number] => ref _accounts[number];

    public void Prefetch(int number) => _accounts.Prefetch(number);

    public bool IsKnown(int number) => number > 0 && number <= Count;

    /// <summary>The account of that name, 0 when there is none.</summary>
    public int Find(in Text40 name)
    {
        for (var probe = _byName.Probe(PaddedText.Hash(0, name)); _byName.TryNext(ref probe, out var number);)
            if (PaddedText.AreEqual(_accounts[number].Name, name))
                return number;
        return 0;
    }

    /// <summary>Puts an account back where it was, the first first. The house is there already.</summary>
    public void Restore(int number, in Account account)
    {
        if (number > Count)
            _byName.Add(PaddedText.Hash(0, account.Name), _accounts.Take());
        _accounts[number] = account;
    }

    public int Open(in Text40 name, int group)
    {
        var number = _accounts.Take();
        ref var account = ref _accounts[number];
        account.Name = name;
        account.Number = number;
        account.Group = group;
        account.OpenOrdersMax = Account.OpenOrdersMaxAtFirst;
        _byName.Add(PaddedText.Hash(0, name), number);
        return number;
    }
}
