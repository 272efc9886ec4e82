using BenchmarkDotNet.Attributes;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Benchmarks;

/// <summary>Single commands to a book of ten thousand orders, a hundred prices a side, which leave it as it was.</summary>
[MemoryDiagnoser]
public class OrderBookCommands
{
    private const int Pairs = 1_000;
    private const int Levels = 100;
    private const int OrdersPerLevel = 50;
    private const int Makers = 100;
    private const int BestBid = 1_000_000;
    private const int BestAsk = 1_000_200;
    private const int FarAway = 500_000;
    private const ulong FirstId = 1_000_000;

    private readonly OrderBook _book = new();
    private NoEvents _sink;

    [GlobalSetup]
    public void Fill()
    {
        ulong id = 0;
        for (var order = 0; order < OrdersPerLevel; order++)
            for (var level = 0; level < Levels; level++)
            {
                Add(++id, Side.Buy, BestBid - (2 * level));
                Add(++id, Side.Sell, BestAsk + (2 * level));
            }

        // Enough prices far away that finding one among them is work.
        for (var price = 1; price <= 10_000; price++)
            Add(++id, Side.Buy, BestBid - FarAway - (7 * price));
    }

    [Benchmark(OperationsPerInvoke = Pairs)]
    public int AddAndCancelAtOneLevel()
    {
        for (ulong i = 0; i < Pairs; i++)
        {
            Add(FirstId + i, Side.Buy, BestBid);
            _book.Cancel(FirstId + i, ref _sink);
        }

        return _book.OrderCount;
    }

    /// <summary>At a price where nobody is, so that each pair makes a level and takes it away.</summary>
    [Benchmark(OperationsPerInvoke = Pairs)]
    public int AddAndCancelOverManyLevels()
    {
        for (ulong i = 0; i < Pairs; i++)
        {
            Add(FirstId + i, Side.Buy, BestBid - 1 - (2 * (long)(i % Levels)));
            _book.Cancel(FirstId + i, ref _sink);
        }

        return _book.OrderCount;
    }

    [Benchmark(OperationsPerInvoke = Pairs)]
    public int AddAndCancelFarAway()
    {
        for (ulong i = 0; i < Pairs; i++)
        {
            Add(FirstId + i, Side.Buy, BestBid - FarAway - 1 - (7 * (long)i));
            _book.Cancel(FirstId + i, ref _sink);
        }

        return _book.OrderCount;
    }

    /// <summary>To another price and back: two replacements an operation, each to the back of a queue.</summary>
    [Benchmark(OperationsPerInvoke = Pairs)]
    public int ReplaceThereAndBack()
    {
        for (ulong i = 0; i < Pairs; i++)
        {
            _book.Replace(new Replacement { Id = 1, Price = BestBid - 40, Quantity = 10 }, ref _sink);
            _book.Replace(new Replacement { Id = 1, Price = BestBid, Quantity = 10 }, ref _sink);
        }

        return _book.OrderCount;
    }

    /// <summary>A hundred orders come between the sides, and one takes them all: 101 commands and 100 trades.</summary>
    [Benchmark]
    public int AddAndSweepAHundredMakers()
    {
        for (ulong i = 0; i < Makers; i++)
            Add(FirstId + i, Side.Sell, BestAsk - 1 - (long)i);
        _book.Submit(
            new NewOrder
            {
                Id = FirstId + Makers,
                Side = Side.Buy,
                Type = OrderType.Market,
                Quantity = 10 * Makers,
            },
            ref _sink);
        return _book.OrderCount;
    }

    private void Add(ulong id, Side side, long price) =>
        _book.Submit(new NewOrder { Id = id, Side = side, Price = price, Quantity = 10 }, ref _sink);
}
