using System.Collections.Concurrent;
using Bourse.Exchange;

namespace Bourse.Engine;

/// <summary>
/// The names of accounts, assets and instruments and their numbers, which never change. The engine's thread adds; any
/// thread reads.
/// </summary>
public sealed class ExchangeNames
{
    private readonly NameTable _accounts = new();
    private readonly NameTable _assets = new();
    private readonly NameTable _instruments = new();

    /// <param name="state">Whose names it begins with; what comes to have a name later is told by events.</param>
    public ExchangeNames(ExchangeState state)
    {
        var walk = new ExchangeWalk(state);
        for (var account = 1; account <= walk.AccountCount; account++)
            _accounts.Add(account, walk.AccountName(account));
        foreach (var asset in walk.Assets())
            _assets.Add(asset.Number, asset.Name);
        foreach (var listed in walk.Instruments())
            _instruments.Add(listed.Number, listed.Symbol);
    }

    public int AssetCount => _assets.Count;

    /// <summary>The account's number, 0 when there is none of that name.</summary>
    public int Account(string name) => _accounts.NumberOf(name);

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
                _accounts.Add(record.Header.Account, record.As<AccountOpened>().Name.ToString());
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
