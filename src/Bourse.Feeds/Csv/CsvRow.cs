using System.Buffers.Text;
using System.Text;
using Bourse.Market;

namespace Bourse.Feeds.Csv;

/// <summary>Reads rows as a profile says, straight from their bytes. Allocates for bad rows only; one thread.</summary>
internal sealed class CsvRow
{
    private readonly CsvFields _fields;
    private readonly CsvClock _clock;
    private readonly CsvSymbols _symbols;
    private readonly CsvRowColumns _columns;
    private readonly byte[] _symbol;
    private readonly SourceId _source;

    /// <param name="header">The file's header; empty where it has none.</param>
    /// <param name="symbol">The file's symbol, where rows do not name theirs.</param>
    /// <exception cref="FeedException">The header lacks a column that the profile names.</exception>
    public CsvRow(
        CsvProfile profile, IReadOnlyList<string> header, string symbol, SourceId source, CsvSymbols symbols)
    {
        _fields = new CsvFields((byte)profile.Delimiter[0]);
        _clock = new CsvClock(profile.Time);
        _columns = new CsvRowColumns(profile, header);
        _symbol = Encoding.UTF8.GetBytes(symbol);
        _symbols = symbols;
        _source = source;
    }

    /// <summary>Reads a trade; returns null, or what is wrong with the row.</summary>
    public string? TryReadTrade(ReadOnlySpan<byte> line, long row, out Trade trade)
    {
        trade = default;
        if (TryReadHeader(line, row, out var header) is { } fault)
            return fault;
        if (Price.TryParse(Field(line, _columns.Price), out var price) is var priceFault and not NumberFault.None)
            return NotA("price", _columns.Price, priceFault);
        if (Quantity.TryParse(Field(line, _columns.Size), out var size) is var sizeFault and not NumberFault.None)
            return NotA("size", _columns.Size, sizeFault);
        if (size.Units == 0)
            return "the size is 0";
        uint conditions = 0;
        if (_columns.Conditions >= 0 && Field(line, _columns.Conditions) is { Length: > 0 } code
            && (!Utf8Parser.TryParse(code, out conditions, out var consumed) || consumed < code.Length))
            return $"column {_columns.Conditions + 1} is not a number of conditions";

        var flags = EventFlags.LastOfEvent;
        if (_columns.OffPrice >= 0 && IsOneOf(Field(line, _columns.OffPrice), _columns.OffPriceTexts))
            flags |= EventFlags.OffPrice;
        trade = new Trade(header with { Flags = flags, Conditions = conditions, Side = SideOf(line) }, price, size);
        return null;
    }

    /// <summary>Reads a quote; returns null, or what is wrong. A side without price or size is empty.</summary>
    public string? TryReadQuote(ReadOnlySpan<byte> line, long row, out Quote quote)
    {
        quote = default;
        if (TryReadHeader(line, row, out var header) is { } fault)
            return fault;
        if (TryReadLevel(line, "bid", _columns.Bid, _columns.BidSize, out var bid) is { } bidFault)
            return bidFault;
        if (TryReadLevel(line, "ask", _columns.Ask, _columns.AskSize, out var ask) is { } askFault)
            return askFault;
        quote = new Quote(
            header with { Flags = EventFlags.LastOfEvent }, bid.Price, bid.Quantity, ask.Price, ask.Quantity);
        return null;
    }

    private string? TryReadHeader(ReadOnlySpan<byte> line, long row, out EventHeader header)
    {
        header = default;
        var columns = _fields.Split(line);
        if (columns < _columns.Least || (_columns.Exactly > 0 && columns != _columns.Exactly))
            return $"{columns} columns instead of {Math.Max(_columns.Exactly, _columns.Least)}";
        var date = _columns.Date >= 0 ? Field(line, _columns.Date) : default;
        if (!_clock.TryRead(date, Field(line, _columns.Time), out var time))
            return "the time cannot be read";
        var native = row;
        if (_columns.Id >= 0 && !TryReadId(Field(line, _columns.Id), out native))
            return $"column {_columns.Id + 1} is not a whole number above 0";
        var symbol = _columns.Symbol >= 0 ? Field(line, _columns.Symbol) : _symbol;
        if (_symbols.TryFind(symbol, out var instrument) is { } fault)
            return fault;
        header = new EventHeader { Instrument = instrument, VenueTime = time, Native = native, Source = _source };
        return null;
    }

    private static bool TryReadId(ReadOnlySpan<byte> text, out long id) =>
        Utf8Parser.TryParse(text, out id, out var consumed) && consumed == text.Length && id > 0;

    private string? TryReadLevel(ReadOnlySpan<byte> line, string side, int priceAt, int sizeAt, out BookLevel level)
    {
        level = default;
        var priceText = Field(line, priceAt);
        var sizeText = Field(line, sizeAt);
        var price = Price.Zero;
        var size = Quantity.Zero;
        if (!priceText.IsEmpty && Price.TryParse(priceText, out price) is var priceFault and not NumberFault.None)
            return NotA(side, priceAt, priceFault);
        if (!sizeText.IsEmpty && Quantity.TryParse(sizeText, out size) is var sizeFault and not NumberFault.None)
            return NotA(side + " size", sizeAt, sizeFault);
        if (price.Units != 0 && size.Units != 0)
            level = new BookLevel(price, size);
        return null;
    }

    private Side SideOf(ReadOnlySpan<byte> line)
    {
        if (_columns.Side < 0)
            return Side.Unknown;
        var text = Field(line, _columns.Side);
        if (IsOneOf(text, _columns.BuyTexts))
            return Side.Buy;
        return IsOneOf(text, _columns.SellTexts) ? Side.Sell : Side.Unknown;
    }

    private ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int column) => _fields[line, column];

    private static bool IsOneOf(ReadOnlySpan<byte> text, byte[][] texts)
    {
        foreach (var one in texts)
            if (text.SequenceEqual(one))
                return true;
        return false;
    }

    private static string NotA(string what, int column, NumberFault fault) =>
        $"column {column + 1} is not a {what}: {fault}";
}
