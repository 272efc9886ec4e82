using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Bourse.Tests;

/// <summary>The style that CONTRIBUTING.md promises, measured.</summary>
public sealed partial class TidyTests
{
    private const int FileLinesMax = 400;
    private const int FileLinesMedianMax = 80;
    private const int LineColumnsMax = 130;

    // A project may use those before it in this order, and no other.
    private static readonly string[] ProjectOrder =
    [
        "Bourse.Market", "Bourse.Journal", "Bourse.Matching", "Bourse.Exchange", "Bourse.Tape", "Bourse.Engine",
        "Bourse.Bots", "Bourse.Feeds", "Bourse.Ticks", "Bourse.Records", "Bourse.Gateway", "Bourse",
    ];

    private static readonly string[] EdgePackages = ["Spectre.Console", "System.CommandLine"];

    [Fact]
    public void Files_are_short()
    {
        var lengths = Sources().Select(file => File.ReadAllLines(file).Length).Order().ToList();
        Assert.True(lengths[^1] <= FileLinesMax, $"The longest file has {lengths[^1]} lines.");
        Assert.InRange(lengths[lengths.Count / 2], 1, FileLinesMedianMax);
    }

    [Fact]
    public void Lines_fit_the_screen()
    {
        var tooLong = from file in Sources()
                    from line in File.ReadAllLines(file)
                    where line.Length > LineColumnsMax && !line.Contains("\"\"\"", StringComparison.Ordinal)
                    select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Types_are_named_by_what_they_are()
    {
        var vague = from file in Sources()
                    from Match match in TypeDeclaration().Matches(File.ReadAllText(file))
                    where VagueEnding().IsMatch(match.Groups["name"].Value)
                    select match.Groups["name"].Value;
        Assert.Empty(vague);
    }

    [Fact]
    public void A_reference_points_only_to_an_earlier_project()
    {
        foreach (var (project, i) in ProjectOrder.Select((project, i) => (project, i)))
            foreach (var reference in Items(project, "ProjectReference"))
                Assert.Contains(Path.GetFileNameWithoutExtension(reference), ProjectOrder[..i]);
    }

    [Fact]
    public void Packages_of_the_edge_stay_at_the_edge()
    {
        foreach (var project in ProjectOrder[..^1])
            Assert.Empty(Items(project, "PackageReference").Intersect(EdgePackages));
        Assert.Empty(Items("Bourse.Market", "PackageReference"));
        Assert.Empty(Items("Bourse.Journal", "PackageReference"));
    }

    [Fact]
    public void Nothing_is_left_to_be_done_in_the_code()
    {
        var unfinished = from file in Sources().Concat(Tests().Where(file => !file.EndsWith("TidyTests.cs", StringComparison.Ordinal)))
                         where UnfinishedMark().IsMatch(File.ReadAllText(file))
                         select file;
        Assert.Empty(unfinished);
    }

    [Fact]
    public void Every_document_that_is_linked_to_is_there()
    {
        var root = Checkout.PathOf(".");
        var documents = Directory.GetFiles(root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories));
        var missing = from document in documents
                      from Match link in RelativeLink().Matches(File.ReadAllText(document))
                      let target = Path.Combine(Path.GetDirectoryName(document)!, link.Groups["path"].Value)
                      where !File.Exists(target) && !Directory.Exists(target)
                      select $"{document}: {link.Groups["path"].Value}";
        Assert.Empty(missing);
    }

    private static IEnumerable<string> Sources() => CodeIn("src");

    private static IEnumerable<string> Tests() => CodeIn("tests");

    private static IEnumerable<string> CodeIn(string folder) =>
        Directory.GetFiles(Checkout.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal)
                && !file.Contains("Migrations", StringComparison.Ordinal));

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Checkout.PathOf($"src/{project}/{project}.csproj"))
            .Descendants(kind).Select(item => item.Attribute("Include")!.Value);

    [GeneratedRegex(@"\b(class|struct|interface|enum|record)\s+(?<name>[A-Z]\w+)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex("(Manager|Helpers?|Utils?|Impl|Processor|Info|Data|Base|Common|Wrapper|Factory|Service)$")]
    private static partial Regex VagueEnding();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException|\bSkip\s*=\s*""")]
    private static partial Regex UnfinishedMark();

    [GeneratedRegex(@"\]\((?<path>(?!https?:|#)[^)#\s]+)")]
    private static partial Regex RelativeLink();
}
