using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>Columns of trades: 48 bytes a row.</summary>
internal sealed class TradeChunk(int capacity) : Chunk<TradeChunk>(capacity, ColumnCount)
{
    private const int ColumnCount = 6;

    public ReadOnlySpan<long> Sequences => Column(1);

    public ReadOnlySpan<long> Prices => Column(2);

    public ReadOnlySpan<long> Sizes => Column(3);

    public ReadOnlySpan<long> Natives => Column(4);

    public ReadOnlySpan<RowMarks> Marks => MemoryMarshal.Cast<long, RowMarks>(Column(5));

    public void Append(in Trade trade, long sequence)
    {
        var row = Count;
        var header = trade.Header;
        var cells = Cells;
        cells[row] = header.VenueTime.Nanoseconds;
        cells[Capacity + row] = sequence;
        cells[(2 * Capacity) + row] = trade.Price.Units;
        cells[(3 * Capacity) + row] = trade.Quantity.Units;
        cells[(4 * Capacity) + row] = header.Native;
        cells[(5 * Capacity) + row] = Unsafe.BitCast<RowMarks, long>(RowMarks.Of(header));
        Publish(row + 1);
    }

    public TradeRow RowAt(int row, Instrument instrument)
    {
        var marks = Marks[row];
        return new TradeRow
        {
            Instrument = instrument,
            Time = new Timestamp(Times[row]),
            Sequence = Sequences[row],
            Price = new Price(Prices[row]),
            Size = new Quantity(Sizes[row]),
            Native = Natives[row],
            Conditions = marks.Conditions,
            Flags = marks.Flags,
            Side = marks.Side,
        };
    }
}
