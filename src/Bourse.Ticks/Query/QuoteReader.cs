using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// Quotes of one or more instruments in one order, as they stood when the reader was made. No allocation a row; one
/// thread at a time.
/// </summary>
public sealed class QuoteReader
{
    private readonly Instrument[] _instruments;
    private readonly RunReader<QuoteChunk> _rows;

    internal QuoteReader(ReadOnlySpan<InstrumentTicks> instruments, in TickRange range)
    {
        _instruments = new Instrument[instruments.Length];
        var runs = new Runs<QuoteChunk>[instruments.Length];
        for (var i = 0; i < instruments.Length; i++)
            (_instruments[i], runs[i]) = (instruments[i].Instrument, instruments[i].Quotes);
        _rows = new RunReader<QuoteChunk>(runs, range);
    }

    /// <summary>Every quote at and after this time is still in memory, for all the instruments.</summary>
    public Timestamp CompleteFrom => new(_rows.CompleteFrom);

    /// <summary>The next quote; false at the end.</summary>
    public bool TryRead(out QuoteRow quote)
    {
        var isRead = _rows.MoveNext();
        quote = isRead ? _rows.Chunk.RowAt(_rows.Row, _instruments[_rows.Owner]) : default;
        return isRead;
    }
}
