using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>Columns of quotes: 62 bytes a row.</summary>
internal sealed class QuoteChunk(int capacity)
    : Chunk<QuoteChunk>(capacity, GC.AllocateUninitializedArray<long>(capacity))
{
    public const int BytesPerRow = (7 * sizeof(long)) + sizeof(uint) + sizeof(ushort);

    public long[] Bids { get; } = GC.AllocateUninitializedArray<long>(capacity);

    public long[] BidSizes { get; } = GC.AllocateUninitializedArray<long>(capacity);

    public long[] Asks { get; } = GC.AllocateUninitializedArray<long>(capacity);

    public long[] AskSizes { get; } = GC.AllocateUninitializedArray<long>(capacity);

    public long[] Natives { get; } = GC.AllocateUninitializedArray<long>(capacity);

    public uint[] Conditions { get; } = GC.AllocateUninitializedArray<uint>(capacity);

    public ushort[] Flags { get; } = GC.AllocateUninitializedArray<ushort>(capacity);

    public override int Bytes => OverheadBytes + (Capacity * BytesPerRow);

    public void Append(in Quote quote, long sequence)
    {
        var row = Count;
        var header = quote.Header;
        Times[row] = header.VenueTime.Nanoseconds;
        Sequences[row] = sequence;
        Bids[row] = quote.Bid.Units;
        BidSizes[row] = quote.BidSize.Units;
        Asks[row] = quote.Ask.Units;
        AskSizes[row] = quote.AskSize.Units;
        Natives[row] = header.Native;
        Conditions[row] = header.Conditions;
        Flags[row] = (ushort)header.Flags;
        Publish(row + 1);
    }

    public override void CopyRows(QuoteChunk source, int from, int count)
    {
        var row = Count;
        Array.Copy(source.Times, from, Times, row, count);
        Array.Copy(source.Sequences, from, Sequences, row, count);
        Array.Copy(source.Bids, from, Bids, row, count);
        Array.Copy(source.BidSizes, from, BidSizes, row, count);
        Array.Copy(source.Asks, from, Asks, row, count);
        Array.Copy(source.AskSizes, from, AskSizes, row, count);
        Array.Copy(source.Natives, from, Natives, row, count);
        Array.Copy(source.Conditions, from, Conditions, row, count);
        Array.Copy(source.Flags, from, Flags, row, count);
        Publish(row + count);
    }

    public QuoteRow RowAt(int row, Instrument instrument) => new()
    {
        Instrument = instrument,
        Time = new Timestamp(Times[row]),
        Sequence = Sequences[row],
        Bid = new Price(Bids[row]),
        BidSize = new Quantity(BidSizes[row]),
        Ask = new Price(Asks[row]),
        AskSize = new Quantity(AskSizes[row]),
        Native = Natives[row],
        Conditions = Conditions[row],
        Flags = (EventFlags)Flags[row],
    };
}
