using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>Columns of quotes: 64 bytes a row.</summary>
internal sealed class QuoteChunk(int capacity) : Chunk<QuoteChunk>(capacity, ColumnCount)
{
    private const int ColumnCount = 8;

    public ReadOnlySpan<long> Sequences => Column(1);

    public ReadOnlySpan<long> Bids => Column(2);

    public ReadOnlySpan<long> BidSizes => Column(3);

    public ReadOnlySpan<long> Asks => Column(4);

    public ReadOnlySpan<long> AskSizes => Column(5);

    public ReadOnlySpan<long> Natives => Column(6);

    public ReadOnlySpan<RowMarks> Marks => MemoryMarshal.Cast<long, RowMarks>(Column(7));

    public void Append(in Quote quote, long sequence)
    {
        var row = Count;
        var header = quote.Header;
        var cells = Cells;
        cells[row] = header.VenueTime.Nanoseconds;
        cells[Capacity + row] = sequence;
        cells[(2 * Capacity) + row] = quote.Bid.Units;
        cells[(3 * Capacity) + row] = quote.BidSize.Units;
        cells[(4 * Capacity) + row] = quote.Ask.Units;
        cells[(5 * Capacity) + row] = quote.AskSize.Units;
        cells[(6 * Capacity) + row] = header.Native;
        cells[(7 * Capacity) + row] = Unsafe.BitCast<RowMarks, long>(RowMarks.Of(header));
        Publish(row + 1);
    }

    public QuoteRow RowAt(int row, Instrument instrument)
    {
        var marks = Marks[row];
        return new QuoteRow
        {
            Instrument = instrument,
            Time = new Timestamp(Times[row]),
            Sequence = Sequences[row],
            Bid = new Price(Bids[row]),
            BidSize = new Quantity(BidSizes[row]),
            Ask = new Price(Asks[row]),
            AskSize = new Quantity(AskSizes[row]),
            Native = Natives[row],
            Conditions = marks.Conditions,
            Flags = marks.Flags,
        };
    }
}
