using System.Runtime.CompilerServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.MatchingHarness;

/// <summary>Turns the harness's messages into commands to the book, one at a time.</summary>
internal static unsafe class Dispatch
{
    public static void Run<TSink>(OrderBook book, Message* messages, uint count, ref TSink sink)
        where TSink : struct, ISequencedSink
    {
        for (var message = messages; message < messages + count; message++)
        {
            sink.Sequence = message->Sequence;
            if (message->Type == Message.New)
                New(book, message, ref sink);
            else if (message->Type == Message.Cancel)
                book.Cancel(message->OrderId, ref sink);
            else
                Replace(book, message, ref sink);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void New<TSink>(OrderBook book, Message* message, ref TSink sink)
        where TSink : struct, ISequencedSink
    {
        var order = new NewOrder
        {
            Id = message->OrderId,
            Side = (Side)(message->Side + 1),
            TimeInForce = (TimeInForce)message->IsImmediate,
            Price = message->Price,
            Quantity = message->Quantity,
        };
        book.Submit(order, ref sink);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Replace<TSink>(OrderBook book, Message* message, ref TSink sink)
        where TSink : struct, ISequencedSink
    {
        var replacement = new Replacement
        {
            Id = message->OrderId,
            Price = message->Price,
            Quantity = message->Quantity,
        };
        book.Replace(replacement, ref sink);
    }
}
