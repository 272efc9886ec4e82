using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// Finds instruments by the venue's names, as they lie in frames. The feed's thread changes it, any may list it.
/// </summary>
internal sealed class LineTable
{
    private readonly Dictionary<byte[], MarketLine> _byName = new(NameComparer.Instance);
    private readonly Dictionary<byte[], MarketLine>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private MarketLine[] _all = [];

    public LineTable() => _lookup = _byName.GetAlternateLookup<ReadOnlySpan<byte>>();

    public IReadOnlyList<MarketLine> All => Volatile.Read(ref _all);

    public MarketLine? Find(ReadOnlySpan<byte> venueName) =>
        _lookup.TryGetValue(venueName, out var line) ? line : null;

    public MarketLine? FindSymbol(string symbol) => Array.Find(_all, line => line.Symbol.Symbol == symbol);

    public void Add(MarketLine line)
    {
        foreach (var name in line.NamesInFrames())
            _byName[name] = line;
        Volatile.Write(ref _all, [.. _all, line]);
    }

    public void Remove(MarketLine line)
    {
        foreach (var name in line.NamesInFrames())
            _byName.Remove(name);
        Volatile.Write(ref _all, [.. _all.Where(other => other != line)]);
    }

    private sealed class NameComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly NameComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate) => unchecked((int)StableHash.Of(alternate));

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
