using System.Diagnostics;

namespace Bourse.EndToEnd;

/// <summary>The program of docs/matching.md, compiled against the built library and run exactly as printed.</summary>
public sealed class MatchingDocumentTests : IDisposable
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_program_of_the_document_compiles_and_prints_what_the_document_says()
    {
        var document = await File.ReadAllTextAsync(DocumentPath(), TestContext.Current.CancellationToken);
        await WriteAsync("Program.cs", Block(document, "csharp"));
        await WriteAsync("Example.csproj", Project());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(LongestRun);
        var start = new ProcessStartInfo("dotnet", ["run", "--project", Path.Combine(_folder.Path, "Example.csproj")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_NOLOGO"] = "1" },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, output + await error);
        Assert.Equal(Block(document, "text"), output.ReplaceLineEndings("\n"));
    }

    private static string Block(string document, string language)
    {
        var blocks = document.Split("```").Where(block => block.StartsWith(language + "\n", StringComparison.Ordinal));
        return Assert.Single(blocks)[(language.Length + 1)..];
    }

    private static string Project()
    {
        var library = Path.GetDirectoryName(BourseProgram.Path);
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseAppHost>false</UseAppHost>
                <UseSharedCompilation>false</UseSharedCompilation>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{library}/Bourse.Matching.dll" />
                <Reference Include="{library}/Bourse.Market.dll" />
              </ItemGroup>
            </Project>
            """;
    }

    private static string DocumentPath()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Bourse.slnx")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "docs", "matching.md");
    }

    private Task WriteAsync(string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(_folder.Path, name), text, TestContext.Current.CancellationToken);
}
