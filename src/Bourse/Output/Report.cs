using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Bourse.Output;

/// <summary>Rows under named columns, printed as a table for people, or as JSON or CSV for programs.</summary>
internal sealed class Report(params string[] columns)
{
    private readonly List<Cell[]> _rows = [];

    public int Count => _rows.Count;

    public void Add(params object?[] values) => _rows.Add([.. values.Select(Cell.Of)]);

    public void Print(OutputFormat format)
    {
        if (format == OutputFormat.Table)
            PrintTable();
        else if (format == OutputFormat.Csv)
            PrintCsv(Console.Out);
        else
            PrintJson(WriteJson);
    }

    /// <summary>Prints one JSON value, which is written by the caller.</summary>
    public static void PrintJson(Action<Utf8JsonWriter> write)
    {
        using var output = Console.OpenStandardOutput();
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions
        {
            Indented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        write(writer);
        writer.Flush();
        output.Write("\n"u8);
    }

    /// <summary>Writes the rows as an array of objects.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var row in _rows)
        {
            writer.WriteStartObject();
            for (var i = 0; i < columns.Length; i++)
                WriteJson(writer, columns[i], row[i]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void PrintTable()
    {
        var table = new Table { Border = TableBorder.Simple };
        for (var i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn(Markup.Escape(columns[i])) { NoWrap = true };
            table.AddColumn(_rows.Count > 0 && _rows.All(row => row[i].IsNumber || row[i].Text.Length == 0)
                ? column.RightAligned()
                : column);
        }

        foreach (var row in _rows)
            table.AddRow([.. row.Select(cell => Markup.Escape(cell.Text))]);
        Screen.Out.Write(table);
    }

    private void PrintCsv(TextWriter writer)
    {
        writer.WriteLine(string.Join(',', columns));
        foreach (var row in _rows)
            writer.WriteLine(string.Join(',', row.Select(cell => Quoted(cell.Text))));
    }

    private static void WriteJson(Utf8JsonWriter writer, string column, Cell cell)
    {
        if (cell.Text.Length == 0)
            writer.WriteNull(column);
        else if (!cell.IsNumber)
            writer.WriteString(column, cell.Text);
        else
        {
            writer.WritePropertyName(column);
            writer.WriteRawValue(cell.Text);
        }
    }

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
