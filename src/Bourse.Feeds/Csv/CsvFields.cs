namespace Bourse.Feeds.Csv;

/// <summary>Cuts lines into fields; one in double quotes may hold the delimiter. No allocation; one thread.</summary>
internal sealed class CsvFields(byte delimiter)
{
    private readonly int[] _starts = new int[CsvProfile.ColumnsMax];
    private readonly int[] _ends = new int[CsvProfile.ColumnsMax];

    /// <summary>Counts the fields; those beyond <see cref="CsvProfile.ColumnsMax"/> are not kept.</summary>
    public int Split(ReadOnlySpan<byte> line)
    {
        var count = 0;
        var start = 0;
        for (var i = 0; ; i++)
        {
            if (i < line.Length && line[i] != delimiter)
            {
                if (line[i] == '"' && i == start)
                    i = ClosingQuote(line, i);
                continue;
            }

            i = Math.Min(i, line.Length);
            if (count < _starts.Length)
                (_starts[count], _ends[count]) = (start, i);
            count++;
            start = i + 1;
            if (i == line.Length)
                return count;
        }
    }

    /// <summary>A field of the line split last, without its quotes.</summary>
    public ReadOnlySpan<byte> this[ReadOnlySpan<byte> line, int index]
    {
        get
        {
            var field = line[_starts[index].._ends[index]];
            return field.Length >= 2 && field[0] == '"' && field[^1] == '"' ? field[1..^1] : field;
        }
    }

    // The last quote before the next delimiter; an unclosed one takes the rest of the line.
    private int ClosingQuote(ReadOnlySpan<byte> line, int opening)
    {
        for (var i = opening + 1; i < line.Length; i++)
            if (line[i] == '"' && (i + 1 == line.Length || line[i + 1] == delimiter))
                return i;
        return line.Length;
    }
}
