using System.Runtime.InteropServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Benches;

/// <summary>One command of a flow, to the book of that number: 24 bytes, so that reading it costs little.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FlowCommand(
    ulong Id, int Price, int Quantity, int Book, BookCommand Kind, Side Side = Side.Unknown, bool IsImmediate = false)
{
    public RejectReason ApplyTo<TSink>(OrderBook book, ref TSink sink)
        where TSink : struct, IBookSink => Kind switch
        {
            BookCommand.New => book.Submit(Order(), ref sink),
            BookCommand.Cancel => book.Cancel(Id, ref sink),
            _ => book.Replace(new Replacement { Id = Id, Price = Price, Quantity = Quantity }, ref sink),
        };

    private NewOrder Order() => new()
    {
        Id = Id,
        Side = Side,
        Price = Price,
        Quantity = Quantity,
        TimeInForce = IsImmediate ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancel,
    };
}
