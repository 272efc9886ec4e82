using System.Text.RegularExpressions;

namespace Bourse.Tests;

/// <summary>docs/requirements.md names tests that there are, chapters that there are, and every requirement.</summary>
public sealed partial class RequirementsDocumentTests
{
    private static readonly string[] Ids =
    [
        "FR1.1", "FR1.2", "FR1.3", "FR2.1", "FR2.2", "FR2.3", "FR3.1", "FR3.2", "FR3.3", "FR3.4", "FR3.5", "FR3.6", "FR4.1",
        "FR4.2", "FR4.3", "FR4.4", "FR5.1", "FR5.2", "FR5.3", "NFR1.1", "NFR1.2", "NFR2", "NFR3", "NFR4", "NFR5",
    ];

    private static readonly string Document = File.ReadAllText(Checkout.PathOf("docs/requirements.md"));

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var sources = Directory.GetFiles(Checkout.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        var named = TestName().Matches(Document);
        Assert.True(named.Count > 30, $"{named.Count} tests");
        foreach (Match name in named)
            Assert.True(
                sources[name.Groups["class"].Value].Any(source => source.Contains($" {name.Groups["method"].Value}(", StringComparison.Ordinal)),
                name.Value);
    }

    [Fact]
    public void Every_requirement_has_a_row_and_every_row_an_answer()
    {
        var rows = Document.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToList();
        Assert.All(Ids, id => Assert.Contains(rows, row => row.StartsWith($"| {id} |", StringComparison.Ordinal)));
        Assert.All(rows, row => Assert.NotEqual("", row.Trim('|', ' ', '\r').Split('|')[^1].Trim()));
    }

    [Fact]
    public void Every_chapter_of_figures_that_is_named_exists()
    {
        var chapters = File.ReadAllLines(Checkout.PathOf("bench/RESULTS.md")).Where(line => line.StartsWith("## ", StringComparison.Ordinal));
        string[] named = ["WebSocket fan-out", "Exchange", "Feed bytes to live columns", "REST", "From one process to another", "Feeds", "Matching"];
        Assert.All(named, name => Assert.Contains("## " + name, chapters));
    }

    [GeneratedRegex(@"`(?<class>[A-Z]\w+Tests)\.(?<method>\w+)`")]
    private static partial Regex TestName();
}
