using Bourse.Matching;

namespace Bourse.Benches;

/// <summary>What books weigh.</summary>
internal static class BookWeight
{
    private const int EmptyBooks = 1000;
    private const int CommandsPerBook = 1000;

    /// <summary>Bytes of a book in which nothing happened yet.</summary>
    public static long PerEmptyBook()
    {
        var books = new OrderBook[EmptyBooks];
        books[0] = new OrderBook();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < books.Length; i++)
            books[i] = new OrderBook();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / books.Length + books[0].MemoryBytes;
    }

    /// <summary>Bytes that so many books hold after a thousand commands each, with 300 orders in each.</summary>
    public static long OfLiveBooks(int books, int seed)
    {
        var options = new FlowOptions { Books = books, Commands = books * CommandsPerBook, Seed = seed };
        var flow = MatchingFlow.Make(options);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var stage = new FlowStage(flow);
        stage.Fill();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(stage);
        GC.KeepAlive(flow);
        return after - before + stage.MemoryBytes;
    }
}
