using System.Runtime.InteropServices;
using Bourse.Matching;

namespace Bourse.MatchingHarness;

/// <summary>One report to the harness, 64 bytes: <c>me_report_t</c> of its C interface.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct Report
{
    private const byte OrderAck = 0;
    private const byte Trade = 1;
    private const byte CancelAck = 2;
    private const byte ReplaceAck = 3;
    private const byte CancelReject = 4;
    private const byte ReplaceReject = 5;

    // What the harness has no report for: a refused new order, which its workloads do not contain.
    private const byte None = 255;

    [FieldOffset(0)]
    public byte Type;

    /// <summary>0 buys, 1 sells.</summary>
    [FieldOffset(1)]
    public byte Side;

    [FieldOffset(8)]
    public ulong Sequence;

    [FieldOffset(16)]
    public ulong OrderId;

    [FieldOffset(24)]
    public long Price;

    [FieldOffset(32)]
    public uint Quantity;

    [FieldOffset(40)]
    public ulong MakerId;

    [FieldOffset(48)]
    public ulong TakerId;

    public static Report Of(in BookEvent told) => new()
    {
        Type = TypeOf(told.Kind, told.Command),
        Side = (byte)(told.Side == Market.Side.Sell ? 1 : 0),
        Sequence = told.Sequence,
        OrderId = told.OrderId,
        Price = told.Price,
        Quantity = (uint)told.Quantity,
        MakerId = told.Other,
        TakerId = told.OrderId,
    };

    public static byte TypeOf(BookEventKind kind, BookCommand command) => kind switch
    {
        BookEventKind.Accepted => OrderAck,
        BookEventKind.Traded => Trade,
        BookEventKind.Cancelled => CancelAck,
        BookEventKind.Replaced => ReplaceAck,
        BookEventKind.Rejected when command == BookCommand.Cancel => CancelReject,
        BookEventKind.Rejected when command == BookCommand.Replace => ReplaceReject,
        _ => None,
    };
}
