namespace Bourse.Exchange;

/// <summary>All assets by their numbers, from 1.</summary>
internal sealed class Assets(Balances balances)
{
    public const int CountMax = 1 << 16;

    private readonly List<Asset> _assets = [];

    /// <summary>The highest number.</summary>
    public int Count => _assets.Count;

    public Asset this[int number] => _assets[number - 1];

    public bool IsKnown(int number) => number > 0 && number <= Count;

    /// <summary>The number of an asset, 0 when there is none of that name.</summary>
    public int Find(Text16 name) => _assets.FindIndex(asset => PaddedText.AreEqual(asset.Name, name)) + 1;

    public Asset Add(in Text16 name)
    {
        var number = Count + 1;
        _assets.Add(new Asset(number, name, balances.FindOrAdd(Accounts.House, number)));
        return _assets[^1];
    }
}
