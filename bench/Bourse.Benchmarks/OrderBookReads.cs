using BenchmarkDotNet.Attributes;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Benchmarks;

/// <summary>What is read from a book of ten thousand orders, a hundred prices a side.</summary>
[MemoryDiagnoser]
public class OrderBookReads
{
    private const int Levels = 100;
    private const int OrdersPerLevel = 50;
    private const int Middle = 1_000_000;

    private readonly OrderBook _book = new();
    private readonly DepthLevel[] _depth = new DepthLevel[10];
    private byte[] _snapshot = [];

    [GlobalSetup]
    public void Fill()
    {
        var sink = new NoEvents();
        ulong id = 0;
        for (var order = 0; order < OrdersPerLevel; order++)
            for (var level = 1; level <= Levels; level++)
                foreach (var (side, price) in new[] { (Side.Buy, Middle - level), (Side.Sell, Middle + level) })
                    _book.Submit(new NewOrder { Id = ++id, Side = side, Price = price, Quantity = 10 }, ref sink);
        _snapshot = new byte[_book.SnapshotBytes];
        WriteSnapshot();
    }

    [Benchmark]
    public int CopyTenLevels() => _book.CopyDepth(Side.Buy, _depth);

    [Benchmark]
    public long? BestBid() => _book.BestBid;

    [Benchmark]
    public int WriteSnapshot() => _book.WriteSnapshot(_snapshot);

    [Benchmark]
    public int ReadSnapshot() => OrderBook.ReadSnapshot(_snapshot).OrderCount;

    [Benchmark]
    public ulong StateHash() => _book.StateHash();
}
