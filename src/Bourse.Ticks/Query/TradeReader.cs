using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// Trades of one or more instruments in one order, as they stood when the reader was made. No allocation a row; one
/// thread at a time.
/// </summary>
public sealed class TradeReader
{
    private readonly Instrument[] _instruments;
    private readonly RunReader<TradeChunk> _rows;

    internal TradeReader(ReadOnlySpan<InstrumentTicks> instruments, in TickRange range)
    {
        _instruments = new Instrument[instruments.Length];
        var runs = new Runs<TradeChunk>[instruments.Length];
        for (var i = 0; i < instruments.Length; i++)
            (_instruments[i], runs[i]) = (instruments[i].Instrument, instruments[i].Trades);
        _rows = new RunReader<TradeChunk>(runs, range);
    }

    /// <summary>Every trade at and after this time is still in memory, for all the instruments.</summary>
    public Timestamp CompleteFrom => new(_rows.CompleteFrom);

    /// <summary>The next trade; false at the end.</summary>
    public bool TryRead(out TradeRow trade)
    {
        var isRead = _rows.MoveNext();
        trade = isRead ? _rows.Chunk.RowAt(_rows.Row, _instruments[_rows.Owner]) : default;
        return isRead;
    }
}
