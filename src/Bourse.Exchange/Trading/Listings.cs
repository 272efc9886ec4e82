using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>All instruments by their numbers, from 1.</summary>
internal sealed class Listings(OrderBookOptions options, Orders orders)
{
    public const int CountMax = 1 << 20;

    private OrderBookOptions _options = options;
    private readonly List<Listing> _listings = [];
    private readonly SlotIndex _bySymbol = new();

    /// <summary>Of the books of instruments that will be listed.</summary>
    public int BookOrdersMax
    {
        set => _options = _options with { OrdersMax = value };
    }

    /// <summary>The highest number.</summary>
    public int Count => _listings.Count;

    public long BookBytes => _listings.Sum(listing => listing.IsOnPaper ? 0 : listing.Book.MemoryBytes);

    public Listing this[int number] => _listings[number - 1];

    public bool IsKnown(int number) => number > 0 && number <= Count;

    /// <summary>The number of a symbol, 0 when it is not listed.</summary>
    public int Find(in Text32 symbol)
    {
        for (var probe = _bySymbol.Probe(PaddedText.Hash(0, symbol)); _bySymbol.TryNext(ref probe, out var number);)
            if (PaddedText.AreEqual(this[number].Symbol, symbol))
                return number;
        return 0;
    }

    public Listing Add(in ListInstrument command)
    {
        var number = Count + 1;
        _listings.Add(new Listing(number, command, _options) { Stops = new Stops(orders) });
        _bySymbol.Add(PaddedText.Hash(0, command.Symbol), number);
        return this[number];
    }
}
