using Bourse.Matching;

namespace Bourse.MatchingHarness;

/// <summary>Compiles what the clock will measure, on a book and a ring of its own: orders, cancels and replacements.</summary>
internal static unsafe class WarmUp
{
    private const int Rounds = 64;

    /// <param name="discard">A push that drops what it is given.</param>
    public static void Run(delegate* unmanaged[SuppressGCTransition]<void*, Report*, int> discard)
    {
        var messages = stackalloc Message[4];
        var ring = new EventRing(4096);
        var writer = new EventWriter(ring);
        var burst = stackalloc Report[PushSink.BurstReports];
        var pusher = new PushSink(discard, null, burst);
        var (ringBook, pushBook) = (new OrderBook(), new OrderBook());
        for (var round = 0UL; round < Rounds; round++)
        {
            messages[0] = new Message { OrderId = 2 * round, Price = 100, Quantity = 2, Side = 1 };
            messages[1] = new Message { OrderId = 2 * round + 1, Price = 100 + (long)round, Quantity = 1, IsImmediate = (byte)(round & 1) };
            messages[2] = new Message { Type = 2, OrderId = 2 * round, Price = 101, Quantity = 3, Side = 1 };
            messages[3] = new Message { Type = Message.Cancel, OrderId = 2 * round };
            Dispatch.Run(ringBook, messages, 4, ref writer);
            Dispatch.Run(pushBook, messages, 4, ref pusher);
            pusher.Flush();
            ring.Publish();
            ring.Advance(ring.Peek(4096).Length);
            ring.Advance(ring.Peek(4096).Length);
        }
    }
}
