using System.CommandLine;
using Bourse.Feeds;
using Bourse.Feeds.Csv;
using Bourse.Journal;
using Bourse.Output;
using Bourse.Settings;

namespace Bourse.Commands;

/// <summary><c>bourse load</c>: archives onto the tape, through a running server or, without one, by itself.</summary>
internal static class LoadCommand
{
    private static readonly Argument<string[]> Paths = new("path")
    {
        Description = "CSV files, plain or gzip; or one folder of ASX files (trades/, quotes/, reference-data/).",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Profile = new("--profile", "-p")
    {
        Description = "asx-trades, asx-quotes, or a profile's .json file.",
        DefaultValueFactory = _ => "",
    };

    private static readonly Option<string> Symbol = new("--symbol", "-s")
    {
        Description = "The instrument of all rows, where the profile has no column for it.",
        DefaultValueFactory = _ => "",
    };

    private static readonly Option<string> Data = CommonOptions.Data();
    private static readonly Option<string[]> Set = CommonOptions.Set();

    public static Command Create()
    {
        var command = new Command(
            "load",
            "Load CSV archives onto the tape; what is there already is passed over. "
            + "Example: bourse load 7078.csv.gz --profile asx-trades --symbol BHP")
        {
            Paths, Profile, Symbol, Data, Set,
        };
        command.SetAction((invocation, stopping) => RunAsync(invocation, stopping));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult invocation, CancellationToken stopping)
    {
        var overrides = CommonOptions.Overrides(invocation.GetValue(Set));
        overrides["Data"] = invocation.GetValue(Data);
        if (NodeSettings.Load(overrides) is not { } options)
            return ExitCode.Misused;
        try
        {
            var files = Files(invocation);
            using var server = LoadingServer.Find(options.Data);
            using var load = server is null ? Loading.Here(files, options) : await server.StartAsync(files, stopping);
            return await LoadProgress.WatchAsync(load, stopping);
        }
        catch (Exception fault) when (fault is FeedException or JournalException or IOException or HttpRequestException
            or UnauthorizedAccessException)
        {
            return Screen.Fail(fault.Message);
        }
    }

    private static IReadOnlyList<CsvFile> Files(ParseResult invocation)
    {
        var paths = invocation.GetValue(Paths)!;
        if (paths is [var folder] && Directory.Exists(folder))
            return [.. AsxArchive.Files(folder).Select(file => file with { Path = Path.GetFullPath(file.Path) })];
        return
        [
            .. paths.Select(path => new CsvFile
            {
                Path = Path.GetFullPath(path),
                Profile = invocation.GetValue(Profile)!,
                Symbol = invocation.GetValue(Symbol)!,
            }),
        ];
    }
}
