using Bourse.Market;

namespace Bourse.Feeds.Csv;

/// <summary>What the columns of an archive's files mean. Read from JSON; see docs/formats/csv-profiles.md.</summary>
public sealed record CsvProfile
{
    public const int ColumnsMax = 256;

    /// <summary>Lower-case letters, digits and hyphens; part of the source's key on the tape.</summary>
    public required string Name { get; init; }

    public required CsvKind Kind { get; init; }

    public required Venue Venue { get; init; }

    /// <summary>The currency of the prices, ISO 4217 or a coin's code.</summary>
    public required string Currency { get; init; }

    /// <summary>One ASCII character.</summary>
    public string Delimiter { get; init; } = ",";

    public bool HasHeader { get; init; }

    /// <summary>How many columns a row must have; 0: as many as the header, or enough for those named.</summary>
    public int Columns { get; init; }

    public required CsvTime Time { get; init; }

    /// <summary>The symbol's column; without one the symbol is given with each file.</summary>
    public CsvColumn? Symbol { get; init; }

    /// <summary>The venue's own number of a row, rising through the file; else rows are numbered from 1.</summary>
    public CsvColumn? Id { get; init; }

    public CsvColumn? Price { get; init; }

    public CsvColumn? Size { get; init; }

    /// <summary>The venue's qualifier, a whole number; an empty text is 0.</summary>
    public CsvColumn? Conditions { get; init; }

    /// <summary>Marks trades that count in volume only.</summary>
    public CsvMark? OffPrice { get; init; }

    public CsvSide? Side { get; init; }

    public CsvColumn? Bid { get; init; }

    public CsvColumn? BidSize { get; init; }

    public CsvColumn? Ask { get; init; }

    public CsvColumn? AskSize { get; init; }

    /// <summary>Everything that is wrong with the profile, each a sentence; empty when it can be used.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (Name.Length is 0 or > 32 || !Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            faults.Add($"name '{Name}' is not 1 to 32 lower-case letters, digits and hyphens");
        if (!Instrument.IsSymbol(Venue.Code, Venue.CodeLengthMax))
            faults.Add($"venue code '{Venue.Code}' is not 1 to {Venue.CodeLengthMax} upper-case letters and digits");
        if (Venue.Number == 0)
            faults.Add("venue number 0 means none: venues are numbered from 1");
        if (Delimiter.Length != 1 || !char.IsAscii(Delimiter[0]) || Delimiter[0] is '"' or '\n' or '\r' or '\0')
            faults.Add($"delimiter '{Delimiter}' is not one ASCII character");
        if (Columns is < 0 or > ColumnsMax)
            faults.Add($"columns is {Columns}, not 0 to {ColumnsMax}");
        AddColumnFaults(faults);
        AddTimeFaults(faults);
        return faults;
    }

    private void AddColumnFaults(List<string> faults)
    {
        (string Name, CsvColumn? Column)[] needed = Kind == CsvKind.Trades
            ? [("price", Price), ("size", Size)]
            : [("bid", Bid), ("bid_size", BidSize), ("ask", Ask), ("ask_size", AskSize)];
        foreach (var (name, column) in needed)
            if (column is null)
                faults.Add($"{name} is missing: {Kind} need it");

        CsvColumn?[] all =
        [
            Time.Column, Time.DateColumn, Symbol, Id, Price, Size, Conditions, OffPrice?.Column, Side?.Column,
            Bid, BidSize, Ask, AskSize,
        ];
        foreach (var column in all.OfType<CsvColumn>())
        {
            if (column.Name is not null && !HasHeader)
                faults.Add($"column '{column.Name}' is named, but the files have no header");
            if (column.Number > (Columns == 0 ? ColumnsMax : Columns))
                faults.Add($"column {column.Number} is beyond the last one");
        }
    }

    private void AddTimeFaults(List<string> faults)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Time.Zone, out _))
            faults.Add($"time zone '{Time.Zone}' is not known here");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Venue.TimeZone, out _))
            faults.Add($"time zone '{Venue.TimeZone}' of the venue is not known here");
        if (Time.DateColumn is null != Time.DateFormat is null)
            faults.Add("date_column and date_format belong together");
        if (CsvClock.FaultIn(Time) is { } fault)
            faults.Add(fault);
    }
}
