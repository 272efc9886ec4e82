namespace Bourse.Output;

/// <summary>
/// Several reports under their names, printed as one answer: titled tables, one JSON object of arrays, or CSV with an
/// empty line between.
/// </summary>
internal sealed class Sections
{
    private readonly List<(string Name, Report Report)> _sections = [];

    public Report Add(string name, params string[] columns)
    {
        var report = new Report(columns);
        _sections.Add((name, report));
        return report;
    }

    public void Print(OutputFormat format)
    {
        if (format == OutputFormat.Json)
            PrintJson();
        else
            foreach (var (name, report) in _sections)
                PrintSection(name, report, format);
    }

    private void PrintSection(string name, Report report, OutputFormat format)
    {
        if (format == OutputFormat.Table)
            Console.WriteLine(name);
        else if (report != _sections[0].Report)
            Console.WriteLine();
        report.Print(format);
    }

    private void PrintJson() => Report.PrintJson(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, report) in _sections)
        {
            writer.WritePropertyName(name);
            report.WriteJson(writer);
        }

        writer.WriteEndObject();
    });
}
