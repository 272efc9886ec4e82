using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bourse.Exchange;

namespace Bourse.Engine;

/// <summary>
/// The names of accounts, assets and instruments and their numbers, which never change. The engine's thread adds; any
/// thread reads.
/// </summary>
public sealed class ExchangeNames
{
    // "ann:savings" is ann's.
    private const char OwnerEnd = ':';

    private readonly NameTable _accounts = new();
    private readonly ConcurrentDictionary<string, ImmutableList<int>> _byOwner = new(StringComparer.Ordinal);
    private readonly NameTable _assets = new();
    private readonly NameTable _instruments = new();

    /// <param name="state">Whose names it begins with; what comes to have a name later is told by events.</param>
    public ExchangeNames(ExchangeState state)
    {
        var walk = new ExchangeWalk(state);
        for (var account = 1; account <= walk.AccountCount; account++)
            AddAccount(account, walk.AccountName(account));
        foreach (var asset in walk.Assets())
            _assets.Add(asset.Number, asset.Name);
        foreach (var listed in walk.Instruments())
            _instruments.Add(listed.Number, listed.Symbol);
    }

    public int AssetCount => _assets.Count;

    /// <summary>The account's number, 0 when there is none of that name.</summary>
    public int Account(string name) => _accounts.NumberOf(name);

    /// <summary>The numbers of the accounts of that name, and of those whose names begin with it and a colon.</summary>
    public IReadOnlyList<int> AccountsOf(string user)
    {
        var others = _byOwner.TryGetValue(user, out var numbers) ? numbers : [];
        return Account(user) is var own and not 0 ? [own, .. others] : others;
    }

    public string AccountName(int number) => _accounts.NameOf(number);

    public bool IsAccount(int number) => _accounts.IsKnown(number);

    /// <summary>The asset's number, 0 when there is none of that name.</summary>
    public int Asset(string name) => _assets.NumberOf(name);

    public string AssetName(int number) => _assets.NameOf(number);

    /// <summary>The instrument's number, 0 when there is none of that symbol.</summary>
    public int Instrument(string symbol) => _instruments.NumberOf(symbol);

    public string Symbol(int instrument) => _instruments.NameOf(instrument);

    /// <summary>Learns what an event names, if it names anything. One thread.</summary>
    public void Take(BlotterRecord record)
    {
        switch (record.Type)
        {
            case EventType.AccountOpened:
                AddAccount(record.Header.Account, record.As<AccountOpened>().Name.ToString());
                break;
            case EventType.AssetAdded:
                _assets.Add(record.As<AssetAdded>().Asset, record.As<AssetAdded>().Name.ToString());
                break;
            case EventType.InstrumentSet when record.As<InstrumentSet>() is var set && set.Version == 1:
                _instruments.Add(set.Instrument, set.Symbol.ToString());
                break;
            default:
                break;
        }
    }

    private void AddAccount(int number, string name)
    {
        _accounts.Add(number, name);
        if (name.IndexOf(OwnerEnd, StringComparison.Ordinal) is > 0 and var end)
            _byOwner.AddOrUpdate(name[..end], [number], (_, numbers) => numbers.Add(number));
    }

    private sealed class NameTable
    {
        private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<int, string> _names = new();

        public int Count => _names.Count;

        public bool IsKnown(int number) => _names.ContainsKey(number);

        public int NumberOf(string name) => _numbers.GetValueOrDefault(name);

        public string NameOf(int number) => _names.GetValueOrDefault(number, "");

        public void Add(int number, string name)
        {
            _names[number] = name;
            _numbers[name] = number;
        }
    }
}
