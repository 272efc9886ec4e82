using BenchmarkDotNet.Attributes;
using Bourse.Market;

namespace Bourse.Benchmarks;

/// <summary>Deltas of one level onto an L2 book of a thousand levels a side, most of them near the touch.</summary>
[MemoryDiagnoser]
public class BookChanges
{
    private const int Changes = 10_000;

    private readonly Book _book = new();
    private readonly byte[][] _deltas = new byte[Changes][];

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        var levels = Enumerable.Range(1, 1_000);
        BookLevel[] bids = [.. levels.Select(depth => Level(10_000 - depth, 5))];
        BookLevel[] asks = [.. levels.Select(depth => Level(10_000 + depth, 5))];
        if (BookUpdate.TryRead(Bytes(bids, asks), out var snapshot))
            _book.ApplySnapshot(snapshot, 1);
        for (var i = 0; i < Changes; i++)
        {
            var depth = 1 + (int)(1_000 * Math.Pow(random.NextDouble(), 6));
            var change = Level(random.Next(2) == 0 ? 10_000 - depth : 10_000 + depth, random.Next(4));
            _deltas[i] = change.Price.Units < 10_000 * Price.UnitsPerOne ? Bytes([change], []) : Bytes([], [change]);
        }
    }

    [Benchmark(OperationsPerInvoke = Changes)]
    public int Apply()
    {
        for (var i = 0; i < Changes; i++)
            if (BookUpdate.TryRead(_deltas[i], out var update))
                _book.ApplyDelta(update, i);
        return _book.Bids.Count;
    }

    private static BookLevel Level(int price, int quantity) =>
        new(new Price(price * Price.UnitsPerOne), new Quantity(quantity * Quantity.UnitsPerOne));

    private static byte[] Bytes(BookLevel[] bids, BookLevel[] asks)
    {
        var bytes = new byte[BookUpdate.BytesFor(bids.Length, asks.Length)];
        BookUpdate.Write(bytes, new EventHeader(), bids, asks);
        return bytes;
    }
}
