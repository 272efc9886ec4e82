using System.Globalization;
using System.Text.Json.Serialization;

namespace Bourse.Feeds.Csv;

/// <summary>A column of a file: its number from 1, or its name in the header.</summary>
[JsonConverter(typeof(CsvColumnConverter))]
public sealed record CsvColumn(int Number, string? Name = null)
{
    /// <summary>The index from 0 in a file with that header.</summary>
    /// <exception cref="FeedException">The header has no such name.</exception>
    internal int IndexIn(IReadOnlyList<string> header)
    {
        if (Name is null)
            return Number - 1;
        for (var i = 0; i < header.Count; i++)
            if (string.Equals(header[i], Name, StringComparison.OrdinalIgnoreCase))
                return i;
        throw new FeedException($"there is no column '{Name}' in the header: {string.Join(", ", header)}");
    }

    public override string ToString() => Name ?? Number.ToString(CultureInfo.InvariantCulture);
}
