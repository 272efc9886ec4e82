using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>Columns of trades: 47 bytes a row.</summary>
internal sealed class TradeChunk(int capacity)
    : Chunk<TradeChunk>(capacity, GC.AllocateUninitializedArray<long>(capacity))
{
    public const int BytesPerRow = (5 * sizeof(long)) + sizeof(uint) + sizeof(ushort) + sizeof(byte);

    public long[] Prices { get; } = GC.AllocateUninitializedArray<long>(capacity);

    public long[] Sizes { get; } = GC.AllocateUninitializedArray<long>(capacity);

    public long[] Natives { get; } = GC.AllocateUninitializedArray<long>(capacity);

    public uint[] Conditions { get; } = GC.AllocateUninitializedArray<uint>(capacity);

    public ushort[] Flags { get; } = GC.AllocateUninitializedArray<ushort>(capacity);

    public byte[] Sides { get; } = GC.AllocateUninitializedArray<byte>(capacity);

    public override int Bytes => OverheadBytes + (Capacity * BytesPerRow);

    public void Append(in Trade trade, long sequence)
    {
        var row = Count;
        var header = trade.Header;
        Times[row] = header.VenueTime.Nanoseconds;
        Sequences[row] = sequence;
        Prices[row] = trade.Price.Units;
        Sizes[row] = trade.Quantity.Units;
        Natives[row] = header.Native;
        Conditions[row] = header.Conditions;
        Flags[row] = (ushort)header.Flags;
        Sides[row] = (byte)header.Side;
        Publish(row + 1);
    }

    public override void CopyRows(TradeChunk source, int from, int count)
    {
        var row = Count;
        Array.Copy(source.Times, from, Times, row, count);
        Array.Copy(source.Sequences, from, Sequences, row, count);
        Array.Copy(source.Prices, from, Prices, row, count);
        Array.Copy(source.Sizes, from, Sizes, row, count);
        Array.Copy(source.Natives, from, Natives, row, count);
        Array.Copy(source.Conditions, from, Conditions, row, count);
        Array.Copy(source.Flags, from, Flags, row, count);
        Array.Copy(source.Sides, from, Sides, row, count);
        Publish(row + count);
    }

    public TradeRow RowAt(int row, Instrument instrument) => new()
    {
        Instrument = instrument,
        Time = new Timestamp(Times[row]),
        Sequence = Sequences[row],
        Price = new Price(Prices[row]),
        Size = new Quantity(Sizes[row]),
        Native = Natives[row],
        Conditions = Conditions[row],
        Flags = (EventFlags)Flags[row],
        Side = (Side)Sides[row],
    };
}
