using System.Text;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Feeds.Csv;

/// <summary>
/// One file on its way onto the tape: holds its next event until that is published. Goes on exactly behind what the
/// tape has of the file, whenever the last load ended. One thread.
/// </summary>
internal sealed class CsvSource : IDisposable
{
    private const int RowsPerProgress = 1024;

    private readonly CsvFile _file;
    private readonly CsvOptions _options;
    private readonly CsvProgress _progress;
    private readonly CsvLines _lines;
    private readonly CsvRow _rowReader;
    private readonly DeadLetters _deadLetters;
    private readonly CsvKind _kind;
    private readonly bool _hasIds;
    private readonly byte[]? _lastEvent;
    private readonly long _resumeAfter;
    private bool _isResumed;
    private long _row;
    private long _lastNative;
    private long _bytesReported;
    private Trade _trade;
    private Quote _quote;

    /// <summary>Opens a file and finds what the tape has of it.</summary>
    /// <exception cref="FeedException">The file's header does not fit the profile.</exception>
    public CsvSource(
        CsvFile file, CsvProfile profile, CsvOptions options, string deadLetters, TapeInlet tape, CsvProgress progress)
    {
        (_file, _options, _progress) = (file, options, progress);
        (_kind, _hasIds) = (profile.Kind, profile.Id is not null);
        _lines = new CsvLines(file.Path, options.BlockKilobytes * 1024, options.LineBytesMax);
        var header = ReadHeader(profile);
        var key = CsvSourceKey.Of(profile, file.Symbol, FirstRow(profile));
        var source = tape.OpenSource(key, Numbering.Source);
        _lastEvent = tape.LastEventOf(source);
        _resumeAfter = _lastEvent is null ? source.Position : EventHeader.In(_lastEvent).Native;
        _deadLetters = new DeadLetters(
            Path.Combine(deadLetters, CsvSourceKey.ToFileName(key) + ".csv"), file.Path);
        _rowReader = new CsvRow(profile, header, file.Symbol, source.Id, new CsvSymbols(Define));
        if (file.Symbol.Length > 0)
            Define(file.Symbol);
        if (_resumeAfter == 0)
            Resume();

        Instrument Define(string symbol) =>
            tape.Define(profile.Venue, symbol, new InstrumentTerms(file.Name, profile.Currency));
    }

    /// <summary>The venue's time of the event that is held.</summary>
    public Timestamp Time => _kind == CsvKind.Trades ? _trade.Header.VenueTime : _quote.Header.VenueTime;

    /// <summary>Reads on to the next new event and holds it; false at the end of the file.</summary>
    /// <exception cref="FeedException">Too many bad rows, or not the file that was loaded before.</exception>
    public bool TryAdvance()
    {
        while (true)
        {
            var state = _lines.Read(out var line);
            if (state == CsvLineState.Line && line.IsEmpty)
                continue;
            if (state == CsvLineState.End || _row % RowsPerProgress == 0)
                ReportBytes();
            if (state == CsvLineState.End)
                return _isResumed ? false : throw AnotherFile($"it ends after {_row} rows");

            _row++;
            _progress.AddRow();
            if (!_isResumed && !_hasIds && _row < _resumeAfter)
                _progress.AddDuplicate();
            else if (Read(state, line) is var fault && IsNew(fault, line))
                return true;
        }
    }

    /// <summary>Publishes the event that is held.</summary>
    public void Publish(TapeInlet tape)
    {
        if (_kind == CsvKind.Trades)
            tape.Publish(_trade);
        else
            tape.Publish(_quote);
    }

    public void Dispose()
    {
        _lines.Dispose();
        _deadLetters.Dispose();
    }

    private string[] ReadHeader(CsvProfile profile)
    {
        if (!profile.HasHeader || _lines.Read(out var line) != CsvLineState.Line)
            return [];
        var names = Encoding.UTF8.GetString(line).Split(profile.Delimiter[0]);
        return [.. names.Select(name => name.Trim().Trim('"'))];
    }

    // The file is opened once more, so that its first row is read here and again in its turn.
    private byte[] FirstRow(CsvProfile profile)
    {
        using var lines = new CsvLines(_file.Path, _options.LineBytesMax * 2, _options.LineBytesMax);
        var headers = profile.HasHeader ? 1 : 0;
        while (lines.Read(out var line) != CsvLineState.End)
            if (!line.IsEmpty && headers-- <= 0)
                return line.ToArray();
        return [];
    }

    private string? Read(CsvLineState state, ReadOnlySpan<byte> line)
    {
        if (state == CsvLineState.TooLong)
            return $"the row is longer than {_options.LineBytesMax} bytes";
        if (state == CsvLineState.CutShort)
            return "the compressed data is damaged or ends here";
        if (!_lines.IsText(line))
            return "the row holds NUL or is not UTF-8";
        return _kind == CsvKind.Trades
            ? _rowReader.TryReadTrade(line, _row, out _trade)
            : _rowReader.TryReadQuote(line, _row, out _quote);
    }

    private bool IsNew(string? fault, ReadOnlySpan<byte> line)
    {
        var native = _kind == CsvKind.Trades ? _trade.Header.Native : _quote.Header.Native;
        if (!_isResumed)
        {
            PassKnown(fault, native);
            return false;
        }

        if (fault is null && native <= _lastNative)
            fault = $"its number does not rise: {native} after {_lastNative}";
        if (fault is null)
            _lastNative = native;
        else
            Bury(fault, line);
        return fault is null;
    }

    private void Bury(string fault, ReadOnlySpan<byte> line)
    {
        _deadLetters.Add(_row, _lines.LineNumber, fault, line);
        _progress.AddBadRows(1);
        if (_deadLetters.Count > _options.BadRowsMax)
            throw new FeedException(
                $"{_file.Path} has more than {_options.BadRowsMax} bad rows, the latest in line {_lines.LineNumber}: "
                + $"{fault}; they are in {_deadLetters.Path}");
    }

    // The row at the position must be the very event that the tape holds last.
    private void PassKnown(string? fault, long native)
    {
        if (fault is not null)
        {
            if (!_hasIds && _row == _resumeAfter)
                throw AnotherFile($"row {_row} was read before and is bad now: {fault}");
            return;
        }

        if (native > _resumeAfter)
            throw AnotherFile($"it has no row {_resumeAfter}");
        if (native == _resumeAfter && !IsLastEvent())
            throw AnotherFile($"row {native} is another one on the tape");
        _progress.AddDuplicate();
        if (native == _resumeAfter)
            Resume();
    }

    private bool IsLastEvent()
    {
        // Without the event (retention may have deleted it) the position alone must do.
        if (_lastEvent is null)
            return true;
        if (_kind == CsvKind.Trades)
            return _lastEvent.Length == Trade.Bytes && Trade.In(_lastEvent) is var trade
                && _trade == trade with { Header = trade.Header with { ReceiveTime = default } };
        return _lastEvent.Length == Quote.Bytes && Quote.In(_lastEvent) is var quote
            && _quote == quote with { Header = quote.Header with { ReceiveTime = default } };
    }

    private void Resume()
    {
        _isResumed = true;
        _lastNative = _resumeAfter;
        _deadLetters.ResumeAfter(_row);
        _progress.AddBadRows(_deadLetters.Count);
    }

    private FeedException AnotherFile(string because) => new(
        $"{_file.Path} begins like a file of which {_resumeAfter} is on the tape, but is another one: {because}");

    private void ReportBytes()
    {
        _progress.AddBytesRead(_lines.FileBytesRead - _bytesReported);
        _bytesReported = _lines.FileBytesRead;
    }
}
