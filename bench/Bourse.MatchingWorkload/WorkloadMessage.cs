using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.MatchingWorkload;

/// <summary>
/// One message of the harness's workload file, little-endian; its types have the numbers of <see cref="BookCommand"/>.
/// <code>
///  0      1      2             4          8          16        24      32         40
///  | Type | Side | IsImmediate | Quantity | Sequence | OrderId | Price | reserved |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 40)]
internal readonly record struct WorkloadMessage(
    BookCommand Type, byte Side, byte IsImmediate, uint Quantity, ulong Sequence, ulong OrderId, long Price)
{
    private const ulong FileMagic = 0x4D4542575F303031;
    private const uint FileVersion = 1;
    private const int FileHeaderBytes = 16;

    /// <summary>0 of the file buys, 1 sells.</summary>
    public Side OrderSide => (Side)(Side + 1);

    /// <summary>The whole file: magic, version, count, messages.</summary>
    public static byte[] File(WorkloadMessage[] messages)
    {
        var body = MemoryMarshal.AsBytes(messages.AsSpan());
        var file = new byte[FileHeaderBytes + body.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(file, FileMagic);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), FileVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), (uint)messages.Length);
        body.CopyTo(file.AsSpan(FileHeaderBytes));
        return file;
    }

    public RejectReason ApplyTo(OrderBook book)
    {
        var sink = new NoEvents();
        return Type switch
        {
            BookCommand.New => book.Submit(NewOrder(), ref sink),
            BookCommand.Cancel => book.Cancel(OrderId, ref sink),
            _ => book.Replace(new Replacement { Id = OrderId, Price = Price, Quantity = Quantity }, ref sink),
        };
    }

    private NewOrder NewOrder() => new()
    {
        Id = OrderId,
        Side = OrderSide,
        Price = Price,
        Quantity = Quantity,
        TimeInForce = (TimeInForce)IsImmediate,
    };
}
